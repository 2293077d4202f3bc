package dev.signalbox.routing.remote;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.Endpoint;
import dev.signalbox.routing.runner.AgentException;
import dev.signalbox.routing.runner.AgentFailure;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The credentials that this service holds for agents. */
final class Credentials {

  private final Map<String, RemoteProperties.Credential> byName;

  Credentials(Map<String, RemoteProperties.Credential> byName) {
    this.byName = Map.copyOf(byName);
  }

  /**
   * The token that calls of the agent carry; null if it asks for none.
   *
   * @throws AgentException when there is none of the name it asks for, or not for where it is
   */
  @Nullable String tokenFor(Agent agent) {
    Endpoint endpoint = agent.requiredEndpoint();
    if (endpoint.credential() == null) {
      return null;
    }
    RemoteProperties.Credential credential = byName.get(endpoint.credential());
    if (credential == null || !isOfOrigin(endpoint.url(), credential.origin())) {
      throw new AgentException(
          AgentFailure.AGENT_REFUSED,
          "The agent's credential is not configured for where it is; operators set"
              + " signalbox.routing.remote.credentials.");
    }
    return credential.token();
  }

  private static boolean isOfOrigin(URI url, URI origin) {
    return lower(url.getScheme()).equals(lower(origin.getScheme()))
        && lower(url.getHost()).equals(lower(origin.getHost()))
        && port(url) == port(origin);
  }

  private static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return lower(url.getScheme()).equals("https") ? 443 : 80;
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
