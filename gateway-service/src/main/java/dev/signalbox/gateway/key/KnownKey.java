package dev.signalbox.gateway.key;

import dev.signalbox.kit.security.Caller;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key as requests are checked against it.
 *
 * @param caller who uses it
 * @param expiresAt when it stops working; null if never
 * @param readAt when the database was asked, in nanoseconds of the directory's ticker
 */
public record KnownKey(Caller caller, @Nullable Instant expiresAt, long readAt) {
  /** Whether the key's own life has ended; revoked keys are not known in the first place. */
  public boolean expired(Clock clock) {
    return expiresAt != null && !clock.instant().isBefore(expiresAt);
  }
}
