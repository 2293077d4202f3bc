package dev.signalbox.eventstore.privacy.web;

import dev.signalbox.eventstore.privacy.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subject as the API shows it.
 *
 * @param state whether it is {@code known} still or not any more
 * @param events with personal data of it, counted up to 10,000
 * @param tag by which they are found in the log
 */
record SubjectView(
    String id,
    String state,
    Instant createdAt,
    @Nullable Instant forgottenAt,
    @Nullable String forgottenBy,
    int events,
    String tag) {

  static SubjectView of(Subject subject) {
    return new SubjectView(
        subject.id().value(),
        subject.forgottenAt() == null ? "known" : "forgotten",
        subject.createdAt(),
        subject.forgottenAt(),
        subject.forgottenBy(),
        subject.events(),
        subject.id().tag());
  }
}
