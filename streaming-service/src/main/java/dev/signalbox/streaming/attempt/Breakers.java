package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.attempt.AttemptProperties.BreakerProperties;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One circuit breaker for each provider and model, of which only so many are kept. */
final class Breakers {

  private final CircuitBreakerConfig config;
  private final Map<String, CircuitBreaker> breakers;

  Breakers(BreakerProperties properties) {
    config =
        CircuitBreakerConfig.custom()
            .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(properties.window())
            .minimumNumberOfCalls(properties.minimum())
            .failureRateThreshold(properties.failureRate())
            .waitDurationInOpenState(properties.open())
            .permittedNumberOfCallsInHalfOpenState(2)
            .build();
    breakers =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, CircuitBreaker> eldest) {
            return size() > properties.maxModels();
          }
        };
  }

  CircuitBreaker of(String target) {
    synchronized (breakers) {
      return breakers.computeIfAbsent(target, name -> CircuitBreaker.of(name, config));
    }
  }

  /** Counts a failure if it is the provider's: neither the request's nor the deadline's. */
  static void count(CircuitBreaker breaker, Failure failure, long nanos) {
    switch (failure) {
      case Failure.Refused refused -> {
        if (refused.status() == 429) {
          breaker.releasePermission();
        } else if (refused.requestsFault() || refused.status() == 404) {
          breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        } else {
          breaker.onError(nanos, TimeUnit.NANOSECONDS, new AttemptFailedException(failure));
        }
      }
      case Failure.TimedOut timedOut -> {
        if (timedOut.limit() == Failure.TimedOut.Limit.DEADLINE) {
          breaker.releasePermission();
        } else {
          breaker.onError(nanos, TimeUnit.NANOSECONDS, new AttemptFailedException(failure));
        }
      }
      case Failure.Unreachable ignored ->
          breaker.onError(nanos, TimeUnit.NANOSECONDS, new AttemptFailedException(failure));
      case Failure.Broken ignored ->
          breaker.onError(nanos, TimeUnit.NANOSECONDS, new AttemptFailedException(failure));
      case Failure.Revoked ignored -> breaker.releasePermission();
      case Failure.OverBudget ignored -> breaker.releasePermission();
    }
  }
}
