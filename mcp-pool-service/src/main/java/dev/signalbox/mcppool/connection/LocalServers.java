package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.helpscout.HelpScoutServer;
import dev.signalbox.mcppool.local.LocalServer;
import dev.signalbox.mcppool.server.Secrets;
import dev.signalbox.mcppool.server.Transport;
import dev.signalbox.mcppool.transport.HttpCalls;
import java.net.URI;
import java.util.Map;

/** Makes the servers that are part of this service. */
final class LocalServers {
  private final HttpCalls http;
  private final Secrets secrets;
  private final URI helpScout;

  LocalServers(HttpCalls http, Secrets secrets, URI helpScout) {
    this.http = http;
    this.secrets = secrets;
    this.helpScout = helpScout;
  }

  /**
   * The server.
   *
   * @throws IllegalArgumentException if a credential is missing or cannot be opened
   */
  LocalServer server(Transport.Local local) {
    Map<String, String> credentials = secrets.reveal(local.credentials());
    return switch (local.server()) {
      case HELP_SCOUT ->
          new HelpScoutServer(
              http,
              helpScout,
              credentials.getOrDefault("client_id", ""),
              credentials.getOrDefault("client_secret", ""));
    };
  }
}
