package dev.signalbox.mcppool.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CredentialPropertiesTests {
  @Test
  void defaultsAndNames() {
    assertThat(bind(Map.of())).isEqualTo(new CredentialProperties("", List.of()));
    CredentialProperties named =
        bind(
            Map.of(
                "signalbox.mcp.credentials.secret",
                "n3w",
                "signalbox.mcp.credentials.previous-secrets",
                "old,older"));
    assertThat(named).isEqualTo(new CredentialProperties("n3w", List.of("old", "older")));
    assertThat(named.toString()).doesNotContain("n3w", "old");
  }

  private static CredentialProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.mcp.credentials", CredentialProperties.class);
  }
}
