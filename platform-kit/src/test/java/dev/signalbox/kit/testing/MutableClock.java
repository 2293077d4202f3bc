package dev.signalbox.kit.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A clock that goes like the real one until a test sets it forward or stops it. */
public final class MutableClock extends Clock {
  private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
  private final AtomicReference<@Nullable Instant> stopped = new AtomicReference<>();

  /** Sets the clock forward, whether it goes or stands. */
  public void advance(Duration by) {
    Instant standing = stopped.get();
    if (standing != null) {
      stopped.set(standing.plus(by));
    } else {
      offset.updateAndGet(by::plus);
    }
  }

  /** Lets the clock stand at this moment. */
  public void stopAt(Instant moment) {
    stopped.set(moment);
  }

  /** Goes like the real clock again. */
  public void reset() {
    stopped.set(null);
    offset.set(Duration.ZERO);
  }

  @Override
  public Instant instant() {
    Instant standing = stopped.get();
    return standing != null ? standing : Instant.now().plus(offset.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
