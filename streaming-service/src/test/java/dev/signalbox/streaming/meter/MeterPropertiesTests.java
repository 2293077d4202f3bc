package dev.signalbox.streaming.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MeterPropertiesTests {

  private static final String PREFIX = "signalbox.streaming.metering";

  @Test
  void defaults() {
    assertThat(bound(Map.of()))
        .isEqualTo(
            new MeterProperties(
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofDays(30),
                Duration.ofSeconds(5)));
  }

  @Test
  void names() {
    assertThat(
            bound(
                Map.of(
                    "lease", "9s",
                    "heartbeat", "2s",
                    "sweep", "3s",
                    "retention", "4d",
                    "patience", "6s")))
        .isEqualTo(
            new MeterProperties(
                Duration.ofSeconds(9),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofDays(4),
                Duration.ofSeconds(6)));
  }

  @Test
  void aLeaseOutlivesAMissedHeartbeat() {
    assertThatException()
        .isThrownBy(() -> bound(Map.of("lease", "5s", "heartbeat", "3s")))
        .havingRootCause()
        .withMessageContaining("signalbox.streaming.metering.heartbeat");
  }

  private static MeterProperties bound(Map<String, String> values) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    values.forEach((name, value) -> source.put(PREFIX + '.' + name, value));
    return new Binder(source).bindOrCreate(PREFIX, MeterProperties.class);
  }
}
