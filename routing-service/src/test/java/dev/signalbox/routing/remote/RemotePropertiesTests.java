package dev.signalbox.routing.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class RemotePropertiesTests {

  private static RemoteProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.routing.remote", RemoteProperties.class);
  }

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new RemoteProperties(false, Duration.ofSeconds(3), 64, 512, DataSize.ofMegabytes(4)));
  }

  @Test
  void readsEveryProperty() {
    RemoteProperties properties =
        bind(
            Map.of(
                "signalbox.routing.remote.allow-private-addresses", "true",
                "signalbox.routing.remote.connect-timeout", "1s",
                "signalbox.routing.remote.max-connections-per-host", "2",
                "signalbox.routing.remote.max-connections", "3",
                "signalbox.routing.remote.max-body", "4KB"));

    assertThat(properties)
        .isEqualTo(
            new RemoteProperties(true, Duration.ofSeconds(1), 2, 3, DataSize.ofKilobytes(4)));
  }

  @ParameterizedTest
  @CsvSource({
    "connect-timeout, 0s",
    "max-connections-per-host, 0",
    "max-connections, 0",
    "max-body, 0KB"
  })
  void refusesWhatMakesNoSense(String property, String value) {
    assertThatThrownBy(() -> bind(Map.of("signalbox.routing.remote." + property, value)))
        .isInstanceOf(BindException.class);
  }
}
