package dev.signalbox.mcppool.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class FacePropertiesTests {
  @Test
  void defaultsAndNames() {
    assertThat(bind(Map.of()))
        .isEqualTo(new FaceProperties(List.of(), DataSize.ofMegabytes(1), 1000));
    assertThat(
            bind(
                Map.of(
                    "signalbox.mcp.face.allowed-origins", "https://a.example.com",
                    "signalbox.mcp.face.max-result", "2KB",
                    "signalbox.mcp.face.max-listening", "7")))
        .isEqualTo(
            new FaceProperties(List.of("https://a.example.com"), DataSize.ofKilobytes(2), 7));
  }

  private static FaceProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.mcp.face", FaceProperties.class);
  }
}
