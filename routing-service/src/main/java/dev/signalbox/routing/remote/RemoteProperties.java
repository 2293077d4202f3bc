package dev.signalbox.routing.remote;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How agents are called that run elsewhere.
 *
 * @param allowPrivateAddresses whether they may be at private and loopback addresses
 * @param connectTimeout how long a connection may take to open
 * @param maxConnectionsPerHost how many messages one host may be at work on, for this process
 * @param maxConnections the same for all hosts together
 * @param maxBody how large an answer may be that is no stream
 */
@ConfigurationProperties("signalbox.routing.remote")
public record RemoteProperties(
    @DefaultValue("false") boolean allowPrivateAddresses,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("64") int maxConnectionsPerHost,
    @DefaultValue("512") int maxConnections,
    @DefaultValue("4MB") DataSize maxBody) {
  public RemoteProperties {
    require(connectTimeout.isPositive(), "connect-timeout must be positive");
    require(
        maxConnectionsPerHost > 0 && maxConnections > 0,
        "max-connections-per-host and max-connections must be positive");
    require(maxBody.toBytes() > 0, "max-body must be positive");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException("signalbox.routing.remote." + message);
    }
  }
}
