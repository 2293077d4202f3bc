package dev.signalbox.registry.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EndpointSettingsTests {

  @Test
  void refusesPrivateAddressesByDefault() {
    assertThat(bind(Map.of())).isEqualTo(new EndpointSettings(false));
  }

  @Test
  void hasTheseNames() {
    assertThat(bind(Map.of("signalbox.registry.endpoints.allow-private-addresses", "true")))
        .isEqualTo(new EndpointSettings(true));
  }

  private static EndpointSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.registry.endpoints", EndpointSettings.class);
  }
}
