package dev.signalbox.routing.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTests {

  private final Credentials credentials =
      new Credentials(
          Map.of(
              "far", new RemoteProperties.Credential("secret", URI.create("https://far.example"))));

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://near.example/ask",
        "http://far.example/ask",
        "https://far.example:8443/ask",
        "https://far.example.evil.example/ask"
      })
  void areSentNowhereElse(String url) {
    assertThatThrownBy(() -> credentials.tokenFor(at(url, "far")))
        .isInstanceOf(AgentException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void mustBeThere() {
    assertThatThrownBy(() -> credentials.tokenFor(at("https://far.example/ask", "other")))
        .isInstanceOf(AgentException.class);
  }
}
