package dev.signalbox.eventstore.privacy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person whose data is or was in the log.
 *
 * @param events how many events have or had it, counted up to {@value #MOST_COUNTED}
 * @param forgottenBy who asked for it; null if nobody did
 */
public record Subject(
    SubjectId id,
    Instant createdAt,
    @Nullable Instant forgottenAt,
    @Nullable String forgottenBy,
    int events) {

  public static final int MOST_COUNTED = 10_000;
}
