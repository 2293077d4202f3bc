package dev.signalbox.eventstore.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.security.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PrivacyPropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new PrivacyProperties("", List.of(), Duration.ofSeconds(5), 10_000, 500, Role.ADMIN));
  }

  @Test
  void bindsEveryName() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.event-store.privacy.secret", "now",
                    "signalbox.event-store.privacy.previous-secrets", "before,long before",
                    "signalbox.event-store.privacy.key-cache", "1s",
                    "signalbox.event-store.privacy.key-cache-size", "2",
                    "signalbox.event-store.privacy.rotation-batch", "3",
                    "signalbox.event-store.privacy.reveal-to", "viewer")))
        .isEqualTo(
            new PrivacyProperties(
                "now", List.of("before", "long before"), Duration.ofSeconds(1), 2, 3, Role.VIEWER));
  }

  @Test
  void doesNotTellItsSecrets() {
    assertThat(bind(Map.of("signalbox.event-store.privacy.secret", "now")).toString())
        .doesNotContain("now");
  }

  static PrivacyProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.event-store.privacy", PrivacyProperties.class);
  }
}
