package dev.signalbox.kit.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How services call each other.
 *
 * @param connectTimeout how long a connection may take to open
 * @param defaultTimeout how long a call may take that serves no request with a deadline
 * @param maxConcurrentPerHost how many calls to one host may run at once; more wait, but not past
 *     their deadline
 */
@ConfigurationProperties("signalbox.client")
public record ClientProperties(
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("30s") Duration defaultTimeout,
    @DefaultValue("256") int maxConcurrentPerHost) {
  public ClientProperties {
    if (maxConcurrentPerHost < 1) {
      throw new IllegalArgumentException(
          "signalbox.client.max-concurrent-per-host must be at least 1");
    }
  }
}
