package dev.signalbox.mcppool.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class OpenApiPropertiesTests {
  @Test
  void defaultsAndNames() {
    assertThat(bind(Map.of()))
        .isEqualTo(new OpenApiProperties(DataSize.ofMegabytes(2), 500, DataSize.ofKilobytes(256)));
    assertThat(
            bind(
                Map.of(
                    "signalbox.mcp.openapi.max-document", "1KB",
                    "signalbox.mcp.openapi.max-operations", "2",
                    "signalbox.mcp.openapi.max-result", "3KB")))
        .isEqualTo(new OpenApiProperties(DataSize.ofKilobytes(1), 2, DataSize.ofKilobytes(3)));
  }

  private static OpenApiProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.mcp.openapi", OpenApiProperties.class);
  }
}
