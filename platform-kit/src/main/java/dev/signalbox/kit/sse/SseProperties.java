package dev.signalbox.kit.sse;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How event streams are written.
 *
 * @param keepAlive after how much silence a comment is sent; finds out readers who have gone
 */
@ConfigurationProperties("signalbox.sse")
public record SseProperties(@DefaultValue("1s") Duration keepAlive) {
  public SseProperties {
    if (keepAlive.isNegative() || keepAlive.isZero()) {
      throw new IllegalArgumentException("signalbox.sse.keep-alive must be positive");
    }
  }
}
