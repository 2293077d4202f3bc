package dev.signalbox.registry.health;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How agents are watched.
 *
 * @param interval how often an agent is asked, a tenth more or less
 * @param poll how often a replica looks for agents that are due
 * @param lease after which time a check that did not end is done by somebody else
 * @param unhealthyAfter failed checks in a row that make an agent unhealthy
 * @param healthyAfter successful ones in a row that make it healthy again
 * @param window of real traffic that counts
 * @param leastRequests below which traffic in the window says nothing
 * @param degradedErrorRate share of failed requests from which an agent is degraded
 * @param unhealthyErrorRate share of failed requests from which it is unhealthy
 * @param retention how long what was seen is kept
 */
@ConfigurationProperties("signalbox.registry.health")
public record HealthSettings(
    @DefaultValue("60s") Duration interval,
    @DefaultValue("1s") Duration poll,
    @DefaultValue("60s") Duration lease,
    @DefaultValue("3") int unhealthyAfter,
    @DefaultValue("2") int healthyAfter,
    @DefaultValue("5m") Duration window,
    @DefaultValue("10") int leastRequests,
    @DefaultValue("0.2") double degradedErrorRate,
    @DefaultValue("0.5") double unhealthyErrorRate,
    @DefaultValue("7d") Duration retention) {

  public HealthSettings {
    require(interval.toSeconds() >= 1, "interval must be at least a second");
    require(poll.toMillis() > 0, "poll must be longer than nothing");
    require(lease.toSeconds() >= 10, "lease must be at least 10 seconds");
    require(unhealthyAfter >= 1 && unhealthyAfter <= 100, "unhealthy-after must be 1 to 100");
    require(healthyAfter >= 1 && healthyAfter <= 100, "healthy-after must be 1 to 100");
    require(
        window.toMinutes() >= 1 && window.toHours() <= 24,
        "window must be between a minute and a day");
    require(leastRequests >= 1, "least-requests must be at least 1");
    require(
        degradedErrorRate > 0 && degradedErrorRate <= unhealthyErrorRate && unhealthyErrorRate <= 1,
        "degraded-error-rate must be above 0 and not above unhealthy-error-rate, which is at most"
            + " 1");
    require(
        retention.toHours() >= 24 && retention.toDays() <= 90,
        "retention must be between 1 and 90 days");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("signalbox.registry.health." + rule);
    }
  }
}
