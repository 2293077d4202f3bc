package dev.signalbox.kit.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AgentCredentialsTests {

  private final AgentCredentials credentials =
      bind(
          Map.of(
              "signalbox.agents.credentials.far-away.token", "secret",
              "signalbox.agents.credentials.far-away.origin", "https://far.example"));

  @Test
  void thereAreNoneByDefault() {
    assertThat(bind(Map.of()).credentials()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://FAR.example:443/ask", "https://far.example/a?b=c"})
  void areForTheirOriginByAnySpellingOfTheirName(String url) {
    assertThat(credentials.tokenFor("far-away", URI.create(url))).contains("secret");
    assertThat(credentials.tokenFor("FARAWAY", URI.create(url))).contains("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://near.example/ask",
        "http://far.example/ask",
        "https://far.example:8443/ask",
        "https://far.example.evil.example/ask"
      })
  void areForNothingElse(String url) {
    assertThat(credentials.tokenFor("far-away", URI.create(url))).isEmpty();
  }

  @Test
  void areNotTold() {
    assertThat(credentials.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({"'', https://far.example", "secret, far.example"})
  void haveATokenAndAnOrigin(String token, String origin) {
    assertThatThrownBy(
            () ->
                bind(
                    Map.of(
                        "signalbox.agents.credentials.a.token", token,
                        "signalbox.agents.credentials.a.origin", origin)))
        .rootCause()
        .hasMessageContaining("signalbox.agents.credentials");
  }

  private static AgentCredentials bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.agents", AgentCredentials.class);
  }
}
