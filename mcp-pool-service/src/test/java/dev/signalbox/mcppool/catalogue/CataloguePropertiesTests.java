package dev.signalbox.mcppool.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CataloguePropertiesTests {
  @Test
  void defaultsAndNames() {
    assertThat(bind(Map.of())).isEqualTo(new CatalogueProperties(null, null, null));
    assertThat(
            bind(
                Map.of(
                    "signalbox.mcp.catalogue.help-scout-url", "https://help.example.com/mcp",
                    "signalbox.mcp.catalogue.notion-url", "",
                    "signalbox.mcp.catalogue.slack-url", "https://slack.example.com/mcp")))
        .isEqualTo(
            new CatalogueProperties(
                URI.create("https://help.example.com/mcp"),
                null,
                URI.create("https://slack.example.com/mcp")));
  }

  private static CatalogueProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.mcp.catalogue", CatalogueProperties.class);
  }
}
