package dev.signalbox.streaming.attempt;

import dev.signalbox.kit.context.Carried;
import dev.signalbox.streaming.meter.MeterUnavailableException;
import dev.signalbox.streaming.provider.Target;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionService;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import org.jspecify.annotations.Nullable;

/** Makes attempts, and knows who may be asked. */
final class Attempts {

  private final ProviderRequests requests;
  private final Attempt attempt;
  private final Breakers breakers;
  private final Balancer balancer;
  private final RetryBudget retries;
  private final AttemptProperties limits;
  private final Executor executor;
  private final Clock clock;

  /**
   * @param executor runs those attempts that run side by side with another one
   */
  Attempts(
      ProviderRequests requests,
      Attempt attempt,
      Balancer balancer,
      AttemptProperties limits,
      Executor executor,
      Clock clock) {
    this.requests = requests;
    this.attempt = attempt;
    this.balancer = balancer;
    this.breakers = new Breakers(limits.breaker());
    this.retries = new RetryBudget(limits.retry());
    this.limits = limits;
    this.executor = executor;
    this.clock = clock;
  }

  /** An attempt that may be made. */
  record Admitted(Worded worded, CircuitBreaker breaker) {

    Target target() {
      return worded.target();
    }
  }

  AttemptProperties limits() {
    return limits;
  }

  Clock clock() {
    return clock;
  }

  Worded word(Target target, ModelCall call) {
    return requests.word(target, call);
  }

  /** Null when the place has failed too often of late; else it must be asked. */
  @Nullable Admitted admitted(Worded worded) {
    CircuitBreaker breaker = breakers.of(worded.target().place());
    return breaker.tryAcquirePermission() ? new Admitted(worded, breaker) : null;
  }

  /** Whether a provider may be asked once more after something has failed. */
  boolean mayFollow(Target target) {
    return retries.spend(target.provider());
  }

  void first(Target target) {
    retries.earn(target.provider());
  }

  /** The provider asked to be left alone for so long. */
  void leaveAlone(Target target, Duration time) {
    balancer.leaveAlone(target, time);
  }

  /**
   * Makes an attempt.
   *
   * @throws MeterUnavailableException when it cannot be recorded, and was not made
   */
  AttemptResult make(Admitted admitted, AdmittedCall call, Delivery delivery) {
    Target target = admitted.target();
    FirstOutput output = new FirstOutput(delivery.sink());
    balancer.began(target);
    try {
      return attempt.make(
          admitted, call, new Delivery(output, delivery.passedOver(), delivery.overhead()));
    } finally {
      balancer.ended(target);
      balancer.took(target, output.took());
    }
  }

  /** For attempts that run side by side; they belong to the request of this thread. */
  <T> CompletionService<T> sideBySide() {
    return new ExecutorCompletionService<>(work -> executor.execute(Carried.runnable(work)));
  }
}
