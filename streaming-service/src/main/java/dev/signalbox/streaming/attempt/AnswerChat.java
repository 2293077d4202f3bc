package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.meter.GenAiMetrics;
import dev.signalbox.streaming.provider.Models;
import dev.signalbox.streaming.provider.Target;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers a chat completion: asks the models of its chain in order until one gives a first byte.
 * After that byte nothing is tried again.
 */
public final class AnswerChat {

  private static final Duration LOOK = Duration.ofMillis(250);

  private final Models models;
  private final Attempt attempt;
  private final Breakers breakers;
  private final AttemptProperties limits;
  private final Clock clock;
  private final GenAiMetrics metrics;

  AnswerChat(
      Models models,
      Attempt attempt,
      Breakers breakers,
      AttemptProperties limits,
      Clock clock,
      GenAiMetrics metrics) {
    this.models = models;
    this.attempt = attempt;
    this.breakers = breakers;
    this.limits = limits;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Answers into the sink.
   *
   * @throws RefusedException when there is no answer and nothing was sent
   * @throws dev.signalbox.streaming.meter.MeterUnavailableException when nothing may be attempted
   */
  public void answer(ChatCall call, AnswerSink sink) {
    Overhead overhead = new Overhead();
    try {
      new Run(call, sink, overhead).through(Chain.of(call, models));
    } finally {
      metrics.overhead(overhead.own());
    }
  }

  private final class Run {

    private final ChatCall call;
    private final AnswerSink sink;
    private final Overhead overhead;
    private final List<String> passedOver = new ArrayList<>();
    private int made;
    private @Nullable Failure last;
    private @Nullable Target waiting;
    private Duration wait = Duration.ZERO;

    Run(ChatCall call, AnswerSink sink, Overhead overhead) {
      this.call = call;
      this.sink = sink;
      this.overhead = overhead;
    }

    void through(Chain chain) {
      passedOver.addAll(chain.passedOver());
      for (Target target : chain.targets()) {
        if (settledBy(target)) {
          return;
        }
      }
      Target again = waiting;
      while (again != null && made < limits.maxAttempts() && awaited(wait)) {
        waiting = null;
        if (settledBy(again)) {
          return;
        }
        again = waiting;
      }
      if (!sink.clientGone()) {
        throw exhausted();
      }
    }

    /** Whether the request is over: answered, or given up by its client. */
    private boolean settledBy(Target target) {
      if (sink.clientGone()) {
        return true;
      }
      if (call.deadline().expired(clock)) {
        throw RefusedException.deadline();
      }
      if (made >= limits.maxAttempts()) {
        passedOver.add(target.name() + "=too_many_attempts");
        return false;
      }
      CircuitBreaker breaker = breakers.of(target.name());
      if (!breaker.tryAcquirePermission()) {
        passedOver.add(target.name() + "=circuit_open");
        return false;
      }
      made++;
      return switch (attempt.make(target, call, List.copyOf(passedOver), sink, breaker, overhead)) {
        case AttemptResult.Answered ignored -> true;
        case AttemptResult.Abandoned ignored -> true;
        case AttemptResult.Failed(Failure failure) -> {
          remember(target, failure);
          yield false;
        }
      };
    }

    private void remember(Target target, Failure failure) {
      if (!failure.mayTryNext()) {
        throw RefusedException.of(failure);
      }
      passedOver.add(target.name() + '=' + failure.code());
      last = failure;
      Duration asked = failure.retryAfter();
      if (asked != null && (waiting == null || asked.compareTo(wait) < 0)) {
        waiting = target;
        wait = asked;
      }
    }

    /** Waits as a provider asked, unless that is too long or nobody waits for the answer. */
    private boolean awaited(Duration asked) {
      Duration left = call.deadline().remaining(clock);
      if (asked.compareTo(limits.maxRetryAfter()) > 0 || asked.compareTo(left) >= 0) {
        return false;
      }
      long from = System.nanoTime();
      long until = from + Math.max(0, asked.toNanos());
      try {
        while (System.nanoTime() < until) {
          if (sink.clientGone()) {
            return false;
          }
          Thread.sleep(
              Duration.ofNanos(Math.min(LOOK.toNanos(), Math.max(0, until - System.nanoTime()))));
        }
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        overhead.waited(System.nanoTime() - from);
      }
    }

    private RefusedException exhausted() {
      Failure failure = last;
      return failure == null
          ? RefusedException.noneLeft(
              "provider_unavailable",
              "Every model of the chain is unavailable: " + String.join(", ", passedOver) + '.',
              limits.breaker().open())
          : RefusedException.of(failure);
    }
  }
}
