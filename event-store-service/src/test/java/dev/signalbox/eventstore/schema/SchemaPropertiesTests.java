package dev.signalbox.eventstore.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.schema.SchemaProperties.Unregistered;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class SchemaPropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new SchemaProperties(
                Unregistered.ACCEPT,
                Duration.ofSeconds(1),
                5000,
                DataSize.ofKilobytes(64),
                500,
                20,
                1_000_000));
  }

  @Test
  void bindsEveryName() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.event-store.schemas.unregistered", "reject",
                    "signalbox.event-store.schemas.refresh-interval", "2s",
                    "signalbox.event-store.schemas.max-schemas", "3",
                    "signalbox.event-store.schemas.max-schema-size", "4KB",
                    "signalbox.event-store.schemas.compiled", "5",
                    "signalbox.event-store.schemas.max-errors", "6",
                    "signalbox.event-store.schemas.pattern-steps", "7000")))
        .isEqualTo(
            new SchemaProperties(
                Unregistered.REJECT,
                Duration.ofSeconds(2),
                3,
                DataSize.ofKilobytes(4),
                5,
                6,
                7000));
  }

  static SchemaProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.event-store.schemas", SchemaProperties.class);
  }
}
