package dev.signalbox.routing.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.egress.AgentCredentials;
import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.AgentKind;
import dev.signalbox.routing.agent.Endpoint;
import dev.signalbox.routing.agent.Limits;
import dev.signalbox.routing.agent.Models;
import dev.signalbox.routing.agent.Standing;
import dev.signalbox.routing.runner.AgentException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CredentialsTests {

  private final Credentials credentials =
      new Credentials(
          new AgentCredentials(
              Map.of(
                  "far",
                  new AgentCredentials.Credential("secret", URI.create("https://far.example")))));

  private static Agent at(String url, @Nullable String credential) {
    return new Agent(
        "far",
        "Far",
        "",
        AgentKind.REMOTE,
        "",
        List.of(),
        new Models(List.of(), List.of(), null),
        List.of(),
        new Endpoint(URI.create(url), null, null, null, null, credential),
        Standing.ACTIVE,
        Limits.NONE);
  }

  @Test
  void areSentWhereTheyAreFor() {
    assertThat(credentials.tokenFor(at("https://FAR.example:443/ask", "far"))).isEqualTo("secret");
    assertThat(credentials.tokenFor(at("https://far.example/ask", null))).isNull();
  }

  @Test
  void areSentNowhereElse() {
    assertThatThrownBy(() -> credentials.tokenFor(at("https://near.example/ask", "far")))
        .isInstanceOf(AgentException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void mustBeThere() {
    assertThatThrownBy(() -> credentials.tokenFor(at("https://far.example/ask", "other")))
        .isInstanceOf(AgentException.class);
  }
}
