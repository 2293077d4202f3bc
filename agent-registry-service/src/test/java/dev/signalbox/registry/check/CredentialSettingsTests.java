package dev.signalbox.registry.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CredentialSettingsTests {

  @Test
  void thereAreNoneByDefault() {
    assertThat(bind(Map.of()).credentials()).isEmpty();
  }

  @Test
  void findsThemWhateverTheirNamesLookLikeInAnEnvironment() {
    CredentialSettings settings = bind(Map.of("signalbox.registry.credentials.acme.weather", "t"));

    assertThat(settings.find("acme-weather")).contains("t");
    assertThat(settings.find("acme_weather")).contains("t");
    assertThat(settings.find("acme")).isEmpty();
    assertThat(settings.toString()).doesNotContain("=t");
  }

  private static CredentialSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.registry", CredentialSettings.class);
  }
}
