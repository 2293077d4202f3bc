package dev.signalbox.eventstore.privacy;

import dev.signalbox.eventstore.log.AppendRefusedException;

/** What was said about personal data does not fit the event. */
public final class InvalidPersonalDataException extends AppendRefusedException {

  private static final long serialVersionUID = 1;

  InvalidPersonalDataException(String message) {
    super(message);
  }
}
