package dev.signalbox.streaming.meter;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How attempts are recorded.
 *
 * @param lease how long after its last heartbeat an attempt counts as lost
 * @param heartbeat how often the leases of running attempts are renewed
 * @param sweep how often lost attempts are looked for
 * @param retention how long ended attempts are kept
 * @param patience how long an attempt waits to be recorded
 */
@ConfigurationProperties("signalbox.streaming.metering")
public record MeterProperties(
    @DefaultValue("30s") Duration lease,
    @DefaultValue("5s") Duration heartbeat,
    @DefaultValue("10s") Duration sweep,
    @DefaultValue("30d") Duration retention,
    @DefaultValue("5s") Duration patience) {

  public MeterProperties {
    if (heartbeat.multipliedBy(2).compareTo(lease) > 0) {
      throw new IllegalArgumentException(
          "signalbox.streaming.metering.heartbeat must be at most half of the lease");
    }
  }
}
