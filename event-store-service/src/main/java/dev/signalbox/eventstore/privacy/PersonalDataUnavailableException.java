package dev.signalbox.eventstore.privacy;

import dev.signalbox.eventstore.log.AppendRefusedException;

/** Personal data cannot be sealed or opened in this process for want of a secret. */
public final class PersonalDataUnavailableException extends AppendRefusedException {

  private static final long serialVersionUID = 1;

  PersonalDataUnavailableException(String message) {
    super(message);
  }
}
