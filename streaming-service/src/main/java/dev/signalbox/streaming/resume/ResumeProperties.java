package dev.signalbox.streaming.resume;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How streams are kept for clients that come back.
 *
 * @param keep how long after its end a stream can be resumed
 * @param maxStream how much of one stream is kept; one that grows longer can no longer be resumed
 * @param maxTotal how much is kept of all streams, by all replicas; while there is more, new
 *     streams cannot be resumed
 * @param maxRunning how many resumable streams one replica runs at a time; more cannot be resumed
 * @param maxFollowers how many resumed streams one replica serves at a time
 * @param storeWithin how long a stream waits for its events to be stored before it goes on without
 * @param lease how long after its last heartbeat a stream counts as lost
 * @param heartbeat how often the leases of running streams are renewed
 * @param look how often followers look for new events
 */
@ConfigurationProperties("signalbox.streaming.resume")
public record ResumeProperties(
    @DefaultValue("10m") Duration keep,
    @DefaultValue("8MB") DataSize maxStream,
    @DefaultValue("2GB") DataSize maxTotal,
    @DefaultValue("1000") int maxRunning,
    @DefaultValue("1000") int maxFollowers,
    @DefaultValue("2s") Duration storeWithin,
    @DefaultValue("30s") Duration lease,
    @DefaultValue("5s") Duration heartbeat,
    @DefaultValue("100ms") Duration look) {

  private static final Duration LONGEST = Duration.ofMinutes(30);

  public ResumeProperties {
    if (keep.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "signalbox.streaming.resume.keep must be at most 30 minutes");
    }
    if (heartbeat.multipliedBy(2).compareTo(lease) > 0) {
      throw new IllegalArgumentException(
          "signalbox.streaming.resume.heartbeat must be at most half of the lease");
    }
  }
}
