package dev.signalbox.registry.check;

import dev.signalbox.kit.egress.AgentCredentials;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** What goes along with each request to an agent that runs elsewhere. */
@Component
@EnableConfigurationProperties(AgentCredentials.class)
public class CallHeaders {

  private final AgentCredentials credentials;

  CallHeaders(AgentCredentials credentials) {
    this.credentials = credentials;
  }

  /**
   * The headers; empty if there is no such credential for this address.
   *
   * @param credential its name; null if the agent asks for none
   */
  public Optional<Map<String, String>> to(URI url, @Nullable String credential) {
    return credential == null
        ? Optional.of(Map.of())
        : credentials
            .tokenFor(credential, url)
            .map(token -> Map.of("Authorization", "Bearer " + token));
  }

  /** Why there are none. */
  public static String objection(@Nullable String credential) {
    return "signalbox.agents.credentials.%s is not set for where the agent is"
        .formatted(credential);
  }
}
