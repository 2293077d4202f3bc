package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.attempt.AttemptProperties.BreakerProperties;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.LinkedHashMap;
import java.util.Map;

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
}
