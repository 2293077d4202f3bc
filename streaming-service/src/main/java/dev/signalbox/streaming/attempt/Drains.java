package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.meter.RunningAttempt;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers to their end whose client has gone, at providers that go on billing all the same:
 * only then is it known what they cost. Bounded in number and in time; beyond that, it is
 * estimated.
 */
final class Drains {

  private static final long LOOK_NANOS = Duration.ofMillis(250).toNanos();

  private final Semaphore permits;
  private final Duration atMost;

  Drains(AttemptProperties.DrainProperties properties) {
    this.permits = new Semaphore(properties.parallel());
    this.atMost = properties.atMost();
  }

  /** Reads on, if a place is free. */
  void drain(ProviderExchange exchange, AnswerReader reader, Tally tally, RunningAttempt attempt)
      throws InterruptedException {
    if (!permits.tryAcquire()) {
      return;
    }
    try {
      tally.drain();
      long until = System.nanoTime() + atMost.toNanos();
      boolean more = true;
      while (more && !attempt.revoked() && System.nanoTime() < until) {
        Signal signal = exchange.next(LOOK_NANOS);
        more = signal == null || counted(signal, reader, tally);
      }
    } finally {
      permits.release();
    }
  }

  /** Counts what came; whether there may be more. */
  private static boolean counted(@Nullable Signal signal, AnswerReader reader, Tally tally) {
    return switch (signal) {
      case Signal.Event(Frame frame) -> added(reader.read(frame), tally);
      case Signal.Body(byte[] bytes) -> {
        added(reader.whole(bytes), tally);
        yield false;
      }
      case Signal.Opened opened -> opened.status() == 200;
      case Signal.Ended ignored -> false;
      case Signal.Failed ignored -> false;
      case null -> true;
    };
  }

  private static boolean added(List<AnswerEvent> events, Tally tally) {
    events.forEach(tally::add);
    return events.stream().noneMatch(AnswerEvent.Ended.class::isInstance);
  }
}
