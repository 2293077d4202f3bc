package dev.signalbox.registry.health;

import dev.signalbox.registry.agent.HealthState;

/**
 * Says how an agent does from its last checks and its traffic. A state is not left as easily as it
 * was entered, so that it does not flutter: an unhealthy agent has to pass several checks, and its
 * error rate to fall to half of what made it so.
 */
final class JudgeHealth {

  private final HealthSettings settings;

  JudgeHealth(HealthSettings settings) {
    this.settings = settings;
  }

  HealthState judge(HealthState present, HealthRecord health, Seen window) {
    return worse(byChecks(present, health), byTraffic(present, window));
  }

  private HealthState byChecks(HealthState present, HealthRecord health) {
    if (health.failures() >= settings.unhealthyAfter()) {
      return HealthState.UNHEALTHY;
    }
    if (health.failures() > 0) {
      return present == HealthState.UNHEALTHY ? HealthState.UNHEALTHY : HealthState.DEGRADED;
    }
    if (health.successes() == 0) {
      return HealthState.UNKNOWN;
    }
    return switch (present) {
      case HEALTHY, UNKNOWN -> HealthState.HEALTHY;
      case DEGRADED, UNHEALTHY ->
          health.successes() >= settings.healthyAfter() ? HealthState.HEALTHY : present;
    };
  }

  private HealthState byTraffic(HealthState present, Seen window) {
    Double rate = window.errorRate();
    if (rate == null || window.requests() < settings.leastRequests()) {
      return window.requests() > window.failedRequests()
          ? HealthState.HEALTHY
          : HealthState.UNKNOWN;
    }
    double half = 0.5;
    double unhealthyFrom =
        settings.unhealthyErrorRate() * (present == HealthState.UNHEALTHY ? half : 1);
    double degradedFrom =
        settings.degradedErrorRate() * (present == HealthState.DEGRADED ? half : 1);
    if (rate >= unhealthyFrom) {
      return HealthState.UNHEALTHY;
    }
    return rate >= degradedFrom ? HealthState.DEGRADED : HealthState.HEALTHY;
  }

  /** Of two judgements the worse one; one that knows nothing does not count. */
  private static HealthState worse(HealthState first, HealthState second) {
    return rank(first) >= rank(second) ? first : second;
  }

  private static int rank(HealthState state) {
    return switch (state) {
      case UNKNOWN -> 0;
      case HEALTHY -> 1;
      case DEGRADED -> 2;
      case UNHEALTHY -> 3;
    };
  }
}
