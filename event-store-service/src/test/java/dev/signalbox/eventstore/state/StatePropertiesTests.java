package dev.signalbox.eventstore.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class StatePropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new StateProperties(
                200, Duration.ofDays(30), DataSize.ofKilobytes(64), DataSize.ofMegabytes(1), 500));
  }

  @Test
  void bindsEveryName() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.event-store.state.snapshot-every", "1",
                    "signalbox.event-store.state.keep-snapshots", "2d",
                    "signalbox.event-store.state.max-intermediate-snapshot", "3KB",
                    "signalbox.event-store.state.max-size", "4KB",
                    "signalbox.event-store.state.page-size", "5")))
        .isEqualTo(
            new StateProperties(
                1, Duration.ofDays(2), DataSize.ofKilobytes(3), DataSize.ofKilobytes(4), 5));
  }

  private static StateProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.event-store.state", StateProperties.class);
  }
}
