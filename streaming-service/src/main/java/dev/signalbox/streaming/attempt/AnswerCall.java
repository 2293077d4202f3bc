package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.meter.GenAiMetrics;
import dev.signalbox.streaming.provider.Models;
import dev.signalbox.streaming.provider.Target;
import dev.signalbox.streaming.wire.InexpressibleException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request: asks the models of its chain in order until one gives a first byte.
 * After that byte nothing is tried again.
 */
public final class AnswerCall {

  private static final Duration LOOK = Duration.ofMillis(250);

  private final Models models;
  private final ProviderRequests requests;
  private final Attempt attempt;
  private final Breakers breakers;
  private final AttemptProperties limits;
  private final Clock clock;
  private final GenAiMetrics metrics;

  AnswerCall(
      Models models,
      ProviderRequests requests,
      Attempt attempt,
      Breakers breakers,
      AttemptProperties limits,
      Clock clock,
      GenAiMetrics metrics) {
    this.models = models;
    this.requests = requests;
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
   * @throws dev.signalbox.streaming.wire.InvalidRequestException when the request is none of its
   *     protocol
   * @throws dev.signalbox.streaming.meter.MeterUnavailableException when nothing may be attempted
   */
  public void answer(ModelCall call, AnswerSink sink) {
    Overhead overhead = new Overhead();
    try {
      new Run(call, sink, overhead).through(Chain.of(call, models));
    } finally {
      metrics.overhead(overhead.own());
    }
  }

  private final class Run {

    private final ModelCall call;
    private final AnswerSink sink;
    private final Overhead overhead;
    private final List<String> passedOver = new ArrayList<>();
    private int made;
    private @Nullable Failure last;
    private @Nullable InexpressibleException inexpressible;
    private @Nullable Target waiting;
    private Duration wait = Duration.ZERO;

    Run(ModelCall call, AnswerSink sink, Overhead overhead) {
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
      Worded worded = worded(target);
      if (worded == null) {
        return false;
      }
      CircuitBreaker breaker = breakers.of(target.name());
      if (!breaker.tryAcquirePermission()) {
        passedOver.add(target.name() + "=circuit_open");
        return false;
      }
      made++;
      return switch (attempt.make(worded, call, List.copyOf(passedOver), sink, breaker, overhead)) {
        case AttemptResult.Answered ignored -> true;
        case AttemptResult.Abandoned ignored -> true;
        case AttemptResult.Failed(Failure failure) -> {
          remember(target, failure);
          yield false;
        }
      };
    }

    /** Null when the target's protocol cannot say what the request says; another one may. */
    private @Nullable Worded worded(Target target) {
      try {
        return requests.word(target, call);
      } catch (InexpressibleException e) {
        inexpressible = inexpressible == null ? e : inexpressible;
        passedOver.add(target.name() + "=unsupported_field:" + e.field());
        return null;
      }
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
      InexpressibleException unsaid = inexpressible;
      if (failure == null && unsaid != null) {
        return RefusedException.inexpressible(unsaid);
      }
      return failure == null
          ? RefusedException.noneLeft(
              "provider_unavailable",
              "Every model of the chain is unavailable: " + String.join(", ", passedOver) + '.',
              limits.breaker().open())
          : RefusedException.of(failure);
    }
  }
}
