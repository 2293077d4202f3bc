package dev.signalbox.eventstore.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AuditPropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(new AuditProperties(null, List.of(), 1000, Duration.ofMinutes(5)));
  }

  @Test
  void bindsEveryName() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.event-store.audit.secret", "s",
                    "signalbox.event-store.audit.previous-secrets", "o,p",
                    "signalbox.event-store.audit.segment-events", "2",
                    "signalbox.event-store.audit.max-age", "3s")))
        .isEqualTo(new AuditProperties("s", List.of("o", "p"), 2, Duration.ofSeconds(3)));
  }

  @Test
  void doesNotTellTheSecret() {
    assertThat(new AuditProperties("s3cret", List.of("s3cret"), 1, Duration.ZERO).toString())
        .doesNotContain("s3cret");
  }

  private static AuditProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.event-store.audit", AuditProperties.class);
  }
}
