package dev.signalbox.streaming.attempt;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.streaming.meter.RunningAttempt;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a provider without missing what else may happen meanwhile: the client hangs up, a limit
 * is reached, the lease is lost. Nobody has to write for that.
 */
final class Patience {

  private static final long LOOK_NANOS = Duration.ofMillis(250).toNanos();

  private final AnswerSink sink;
  private final RunningAttempt attempt;
  private final Deadline deadline;
  private final Clock clock;
  private final AttemptProperties limits;
  private final byte[] keepAlive;
  private final Overhead overhead;
  private final long started = System.nanoTime();
  private long lastWrite = started;
  private boolean begun;

  Patience(
      Delivery delivery,
      RunningAttempt attempt,
      Deadline deadline,
      byte[] keepAlive,
      AttemptProperties limits,
      Clock clock) {
    this.sink = delivery.sink();
    this.attempt = attempt;
    this.deadline = deadline;
    this.clock = clock;
    this.limits = limits;
    this.keepAlive = keepAlive;
    this.overhead = delivery.overhead();
  }

  /** The next signal; a limit is counted from the attempt's start. */
  Signal signal(ProviderExchange exchange, Failure.TimedOut.Limit limit, Duration within)
      throws HungUpException, AttemptFailedException, InterruptedException {
    return signal(exchange, limit, started + within.toNanos());
  }

  /** The next signal of a stream that has begun. */
  Signal nextInStream(ProviderExchange exchange)
      throws HungUpException, AttemptFailedException, InterruptedException {
    return signal(
        exchange,
        Failure.TimedOut.Limit.INTER_TOKEN,
        System.nanoTime() + limits.interToken().toNanos());
  }

  private Signal signal(ProviderExchange exchange, Failure.TimedOut.Limit limit, long until)
      throws HungUpException, AttemptFailedException, InterruptedException {
    long from = System.nanoTime();
    try {
      while (true) {
        long left = Math.min(until, started + limits.total().toNanos()) - System.nanoTime();
        long slice = Math.min(LOOK_NANOS, Math.min(left, deadline.remaining(clock).toNanos()));
        @Nullable Signal signal = exchange.next(Math.max(0, slice));
        if (signal == null || !begun) {
          lookForClient();
        }
        enforceLimits(limit, until);
        if (signal != null) {
          return signal;
        }
        if (begun
            && keepAlive.length > 0
            && System.nanoTime() - lastWrite >= limits.keepAlive().toNanos()) {
          write(keepAlive);
        }
      }
    } finally {
      overhead.waited(System.nanoTime() - from);
    }
  }

  /** Once a stream has begun, writing to it tells as much. */
  private void lookForClient() throws HungUpException {
    if (sink.clientGone()) {
      throw new HungUpException(null);
    }
  }

  /** A provider that never falls silent is held to them too. */
  private void enforceLimits(Failure.TimedOut.Limit limit, long until)
      throws AttemptFailedException {
    if (attempt.revoked()) {
      throw new AttemptFailedException(new Failure.Revoked());
    }
    if (deadline.expired(clock)) {
      throw timedOut(Failure.TimedOut.Limit.DEADLINE);
    }
    long now = System.nanoTime();
    if (now >= started + limits.total().toNanos()) {
      throw timedOut(Failure.TimedOut.Limit.TOTAL);
    }
    if (now >= until) {
      throw timedOut(limit);
    }
  }

  void begin(Served served, String contentType) throws HungUpException {
    begun = true;
    try {
      sink.begin(served.after(overhead.own()), contentType);
    } catch (IOException e) {
      throw new HungUpException(e);
    }
  }

  /** Sends an answer at once. */
  void whole(Served served, String contentType, byte[] body) throws HungUpException {
    try {
      sink.whole(served.after(overhead.own()), contentType, body);
    } catch (IOException e) {
      throw new HungUpException(e);
    }
  }

  /** Sends to the client, for as long as it takes. */
  void write(byte[] events) throws HungUpException {
    send(() -> sink.write(events));
  }

  /** Sends what completes the stream. */
  void complete(byte[] events) throws HungUpException {
    send(() -> sink.complete(events));
  }

  /** Sends what ends the stream in failure. */
  void fail(Failure failure, byte[] events) throws HungUpException {
    send(() -> sink.fail(failure, events));
  }

  /** One step of sending. */
  private interface Sending {
    void run() throws IOException;
  }

  private void send(Sending sending) throws HungUpException {
    long from = System.nanoTime();
    try {
      sending.run();
    } catch (IOException e) {
      throw new HungUpException(e);
    } finally {
      lastWrite = System.nanoTime();
      overhead.waited(lastWrite - from);
    }
  }

  boolean begun() {
    return begun;
  }

  private static AttemptFailedException timedOut(Failure.TimedOut.Limit limit) {
    return new AttemptFailedException(new Failure.TimedOut(limit));
  }
}
