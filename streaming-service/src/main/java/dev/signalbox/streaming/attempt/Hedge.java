package dev.signalbox.streaming.attempt;

import dev.signalbox.kit.context.Carried;
import dev.signalbox.streaming.attempt.Attempts.Admitted;
import dev.signalbox.streaming.meter.MeterUnavailableException;
import dev.signalbox.streaming.provider.Target;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks a second model when the first one has put nothing out for a while; whichever does first
 * answers. Each is an attempt of its own, and metered.
 */
final class Hedge {

  private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

  private final Walk walk;
  private final Attempts attempts;
  private final AdmittedCall admitted;
  private final Overhead overhead;
  private final Contest contest;
  private final CompletionService<Ended> results;
  private int running;

  private record Ended(Target target, AttemptResult result) {}

  Hedge(Walk walk, Attempts attempts, AdmittedCall admitted, AnswerSink sink, Overhead overhead) {
    this.walk = walk;
    this.attempts = attempts;
    this.admitted = admitted;
    this.overhead = overhead;
    this.contest = new Contest(sink);
    this.results = attempts.sideBySide();
  }

  /** Whether the request is over. */
  boolean settled(Admitted first, Deque<Target> left, Duration after) {
    long from = System.nanoTime();
    start(first);
    try {
      return settled(left, from + after.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } finally {
      contest.close();
      overhead.waited(System.nanoTime() - from);
    }
  }

  private boolean settled(Deque<Target> left, long hedgeAt) throws InterruptedException {
    boolean hedged = false;
    while (running > 0) {
      if (!hedged && !contest.decided() && System.nanoTime() >= hedgeAt) {
        hedged = true;
        Admitted second = walk.nextAdmitted(left);
        if (second != null) {
          start(second);
        }
      }
      if (contest.clientGone()) {
        return true;
      }
      Future<Ended> ended = results.poll(LOOK_NANOS, TimeUnit.NANOSECONDS);
      if (ended != null && settledBy(ended)) {
        return true;
      }
    }
    return false;
  }

  private void start(Admitted place) {
    Delivery delivery = new Delivery(contest.enter(), walk.passedOver(), new Overhead());
    running++;
    results.submit(
        Carried.callable(
            () -> new Ended(place.target(), attempts.make(place, admitted, delivery))));
  }

  private boolean settledBy(Future<Ended> future) throws InterruptedException {
    running--;
    try {
      Ended ended = future.get();
      // One that has lost ends while the other one answers.
      boolean lost = contest.decided() && !(ended.result() instanceof AttemptResult.Answered);
      return !lost && walk.settled(ended.target(), ended.result());
    } catch (ExecutionException e) {
      if (contest.decided()) {
        return false;
      }
      throw unwrapped(e.getCause());
    }
  }

  private static RuntimeException unwrapped(@Nullable Throwable cause) {
    return switch (cause) {
      case MeterUnavailableException e -> e;
      case RuntimeException e -> e;
      case null, default -> new IllegalStateException("an attempt failed", cause);
    };
  }
}
