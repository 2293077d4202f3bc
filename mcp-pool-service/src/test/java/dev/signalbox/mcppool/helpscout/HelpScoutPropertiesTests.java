package dev.signalbox.mcppool.helpscout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class HelpScoutPropertiesTests {
  @Test
  void defaultsAndNames() {
    assertThat(bind(Map.of()).apiUrl()).hasToString("https://api.helpscout.net/v2/");
    assertThat(bind(Map.of("signalbox.mcp.help-scout.api-url", "http://localhost/v2/")).apiUrl())
        .isEqualTo(URI.create("http://localhost/v2/"));
  }

  private static HelpScoutProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.mcp.help-scout", HelpScoutProperties.class);
  }
}
