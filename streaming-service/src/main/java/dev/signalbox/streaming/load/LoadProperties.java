package dev.signalbox.streaming.load;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests one replica answers at a time.
 *
 * @param maxRunning so many small ones; 0 for as many as the heap has room for
 * @param maxWaiting for a place; more are turned away at once
 * @param patience how long one waits for a place
 */
@ConfigurationProperties("signalbox.streaming.load")
public record LoadProperties(
    @DefaultValue("0") int maxRunning,
    @DefaultValue("256") int maxWaiting,
    @DefaultValue("2s") Duration patience) {

  public LoadProperties {
    if (maxRunning < 0 || maxWaiting < 0 || patience.isNegative()) {
      throw new IllegalArgumentException("signalbox.streaming.load must not be negative");
    }
  }
}
