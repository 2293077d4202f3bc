package dev.signalbox.mcppool.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OAuthPropertiesTests {
  @Test
  void defaultsAndNames() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new OAuthProperties(
                URI.create("http://localhost:8080/api/v1/mcp/oauth/callback"),
                null,
                Duration.ofMinutes(10)));
    assertThat(
            bind(
                Map.of(
                    "signalbox.mcp.oauth.redirect-url", "https://signalbox.example.com/granted",
                    "signalbox.mcp.oauth.client-url", "https://signalbox.example.com/client.json",
                    "signalbox.mcp.oauth.patience", "2m")))
        .isEqualTo(
            new OAuthProperties(
                URI.create("https://signalbox.example.com/granted"),
                URI.create("https://signalbox.example.com/client.json"),
                Duration.ofMinutes(2)));
  }

  private static OAuthProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.mcp.oauth", OAuthProperties.class);
  }
}
