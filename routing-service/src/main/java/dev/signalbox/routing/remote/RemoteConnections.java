package dev.signalbox.routing.remote;

import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.kit.egress.GuardedClient;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

/**
 * The connections to all agents that run elsewhere: bounded per host, and to no address but those
 * the guard resolved. No redirect is followed, no cookie kept, no encoding unpacked.
 */
final class RemoteConnections implements AutoCloseable {

  /** No message has a later deadline than the gateway's longest. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  private final CloseableHttpClient client;

  RemoteConnections(AddressGuard guard, RemoteProperties properties) {
    this.client =
        new GuardedClient(
                "signalbox-routing",
                properties.maxConnectionsPerHost(),
                properties.maxConnections(),
                properties.connectTimeout(),
                LONGEST_SILENCE)
            .open(guard);
  }

  CloseableHttpClient client() {
    return client;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException ignored) {
      // Nothing more can be done with it.
    }
  }
}
