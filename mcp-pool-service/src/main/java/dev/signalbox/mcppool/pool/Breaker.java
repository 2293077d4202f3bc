package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.rpc.RpcOutcome;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps calls from a connection over which too many of the last ones failed. */
final class Breaker {
  private static final double BACK_OFF_FACTOR = 2;
  private static final double JITTER = 0.5;

  private final CircuitBreaker breaker;
  private final Duration fairTime;
  private volatile @Nullable String lastFailure;

  /** A call failed, as far as the breaker is concerned. */
  private static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    private Failed(String reason) {
      super(reason, null, false, false);
    }
  }

  Breaker(String name, BreakerSettings settings) {
    this.fairTime = settings.fairTime();
    this.breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(settings.window())
                .minimumNumberOfCalls(settings.minimum())
                .failureRateThreshold(settings.failurePercent())
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitIntervalFunctionInOpenState(
                    IntervalFunction.ofExponentialRandomBackoff(
                        settings.openInitial(), BACK_OFF_FACTOR, JITTER, settings.openMax()))
                .build());
  }

  PoolHealth.BreakerState state() {
    return switch (breaker.getState()) {
      case OPEN, FORCED_OPEN -> PoolHealth.BreakerState.OPEN;
      case HALF_OPEN -> PoolHealth.BreakerState.HALF_OPEN;
      case CLOSED, DISABLED, METRICS_ONLY -> PoolHealth.BreakerState.CLOSED;
    };
  }

  @Nullable String lastFailure() {
    return lastFailure;
  }

  /** Whether a call may go; if so, its outcome has to be recorded. */
  boolean tryPass() {
    return breaker.tryAcquirePermission();
  }

  /** The call that passed did not take place. */
  void unused() {
    breaker.releasePermission();
  }

  /**
   * Records how a call ended. What the server answered, an error too, speaks for it. What was the
   * caller's doing says nothing, and nor does a time that would have been short for any server.
   */
  void record(RpcOutcome outcome, long nanos) {
    switch (outcome) {
      case RpcOutcome.Answered answered -> breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
      case RpcOutcome.Refused refused -> breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
      case RpcOutcome.TimedOut timedOut -> {
        if (timedOut.after().compareTo(fairTime) >= 0) {
          failed("it did not answer within " + timedOut.after().toSeconds() + " s", nanos);
        } else {
          breaker.releasePermission();
        }
      }
      case RpcOutcome.Cancelled cancelled -> breaker.releasePermission();
      case RpcOutcome.Overloaded overloaded -> breaker.releasePermission();
      case RpcOutcome.SessionExpired expired -> failed("it forgets its sessions", nanos);
      case RpcOutcome.Unreadable unreadable -> failed(unreadable.reason(), nanos);
      case RpcOutcome.Lost lost -> failed(lost.reason(), nanos);
    }
  }

  private void failed(String reason, long nanos) {
    lastFailure = reason;
    breaker.onError(nanos, TimeUnit.NANOSECONDS, new Failed(reason));
  }
}
