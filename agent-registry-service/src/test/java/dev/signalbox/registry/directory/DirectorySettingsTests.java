package dev.signalbox.registry.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DirectorySettingsTests {

  @Test
  void hasTheseDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new DirectorySettings(URI.create("http://localhost:8080"), "localhost", "Signalbox"));
  }

  @Test
  void hasTheseNames() {
    DirectorySettings settings =
        bind(
            Map.of(
                "signalbox.registry.directory.public-url", "https://ai.example.com/",
                "signalbox.registry.directory.publisher", "example.com",
                "signalbox.registry.directory.display-name", "Example"));

    assertThat(settings)
        .isEqualTo(
            new DirectorySettings(URI.create("https://ai.example.com/"), "example.com", "Example"));
    assertThat(settings.url("/mcp")).isEqualTo("https://ai.example.com/mcp");
  }

  @Test
  void refusesWhatIsNoPlace() {
    assertThatThrownBy(() -> new DirectorySettings(URI.create("here"), "localhost", "x"))
        .hasMessageContaining("public-url");
    assertThatThrownBy(
            () -> new DirectorySettings(URI.create("http://localhost"), "Not a domain", "x"))
        .hasMessageContaining("publisher");
  }

  private static DirectorySettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.registry.directory", DirectorySettings.class);
  }
}
