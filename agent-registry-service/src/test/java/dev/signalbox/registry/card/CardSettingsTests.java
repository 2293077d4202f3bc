package dev.signalbox.registry.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CardSettingsTests {

  @Test
  void trustsNobodyByDefault() {
    assertThat(bind(Map.of())).isEqualTo(new CardSettings(""));
  }

  @Test
  void hasThisName() {
    assertThat(bind(Map.of("signalbox.registry.cards.trusted-keys", "{\"keys\": []}")))
        .isEqualTo(new CardSettings("{\"keys\": []}"));
  }

  private static CardSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.registry.cards", CardSettings.class);
  }
}
