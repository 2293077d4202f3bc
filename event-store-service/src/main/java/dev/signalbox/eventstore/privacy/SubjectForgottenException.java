package dev.signalbox.eventstore.privacy;

import dev.signalbox.eventstore.log.AppendRefusedException;

/** Personal data of somebody who was forgotten is not taken again. */
public final class SubjectForgottenException extends AppendRefusedException {

  private static final long serialVersionUID = 1;

  private final String subject;

  SubjectForgottenException(SubjectId subject) {
    super("Subject " + subject + " was forgotten; append the event without personal data");
    this.subject = subject.value();
  }

  public String subject() {
    return subject;
  }
}
