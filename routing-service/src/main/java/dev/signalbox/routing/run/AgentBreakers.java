package dev.signalbox.routing.run;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A circuit breaker for each agent, as this process sees it; only so many are kept. An agent that
 * fails time after time is left alone for a while, and then tried with a few messages.
 */
final class AgentBreakers {

  private static final int TRIALS = 2;

  private final CircuitBreakerConfig config;
  private final Map<String, CircuitBreaker> breakers;

  /**
   * @param most how many agents are kept in mind
   */
  AgentBreakers(FallbackProperties.Breaker settings, int most) {
    this.config =
        CircuitBreakerConfig.custom()
            .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(settings.window())
            .minimumNumberOfCalls(settings.minimum())
            .failureRateThreshold((float) settings.failureRate())
            .waitDurationInOpenState(settings.open())
            .permittedNumberOfCallsInHalfOpenState(TRIALS)
            .build();
    this.breakers =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, CircuitBreaker> eldest) {
            return size() > most;
          }
        };
  }

  /** Leave to try an agent once; to be given back in one of its ways. */
  static final class Leave {

    private final CircuitBreaker breaker;
    private final long begun = System.nanoTime();

    private Leave(CircuitBreaker breaker) {
      this.breaker = breaker;
    }

    void answered() {
      breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }

    void failed(RuntimeException failure) {
      breaker.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, failure);
    }

    /** What happened says nothing about the agent. */
    void unused() {
      breaker.releasePermission();
    }
  }

  /** Null if the agent is to be left alone. */
  @org.jspecify.annotations.Nullable
  Leave ask(String agentId) {
    CircuitBreaker breaker;
    synchronized (breakers) {
      breaker = breakers.computeIfAbsent(agentId, name -> CircuitBreaker.of(name, config));
    }
    return breaker.tryAcquirePermission() ? new Leave(breaker) : null;
  }
}
