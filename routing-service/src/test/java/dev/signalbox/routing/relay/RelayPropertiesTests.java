package dev.signalbox.routing.relay;

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

class RelayPropertiesTests {

  private static RelayProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.routing.relay", RelayProperties.class);
  }

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new RelayProperties(
                Duration.ofDays(30),
                Map.of(),
                new RelayProperties.Summary(
                    "groq/openai/gpt-oss-20b", 6, 12_000, 1_000, Duration.ofSeconds(60), 4)));
  }

  @Test
  void readsEveryProperty() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.routing.relay.kept", "1d",
                    "signalbox.routing.relay.model-limits[openai/gpt-4]", "2",
                    "signalbox.routing.relay.summary.model", "a/b",
                    "signalbox.routing.relay.summary.after", "3",
                    "signalbox.routing.relay.summary.input-tokens", "4",
                    "signalbox.routing.relay.summary.max-tokens", "5",
                    "signalbox.routing.relay.summary.patience", "6s",
                    "signalbox.routing.relay.summary.at-once", "7")))
        .isEqualTo(
            new RelayProperties(
                Duration.ofDays(1),
                Map.of("openai/gpt-4", 2),
                new RelayProperties.Summary("a/b", 3, 4, 5, Duration.ofSeconds(6), 7)));
  }

  @ParameterizedTest
  @CsvSource({
    "kept, 0s",
    "model-limits[a/b], -1",
    "summary.model, ' '",
    "summary.after, -1",
    "summary.input-tokens, 0",
    "summary.max-tokens, 0",
    "summary.patience, 0s",
    "summary.at-once, 0"
  })
  void refusesWhatMakesNoSense(String property, String value) {
    assertThatThrownBy(() -> bind(Map.of("signalbox.routing.relay." + property, value)))
        .isInstanceOf(BindException.class);
  }
}
