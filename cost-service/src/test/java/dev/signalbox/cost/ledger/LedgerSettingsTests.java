package dev.signalbox.cost.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LedgerSettingsTests {

  @Test
  void hasTheseDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(new LedgerSettings(3, Duration.ofDays(730), Duration.ofDays(1), 8, 200));
  }

  @Test
  void hasTheseNames() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.cost.ledger.months-ahead", "6",
                    "signalbox.cost.ledger.oldest-attempt", "90d",
                    "signalbox.cost.ledger.newest-attempt", "1h",
                    "signalbox.cost.ledger.rollup-shards", "16",
                    "signalbox.cost.ledger.batch-size", "500")))
        .isEqualTo(new LedgerSettings(6, Duration.ofDays(90), Duration.ofHours(1), 16, 500));
  }

  @ParameterizedTest
  @CsvSource({
    "months-ahead, 0",
    "oldest-attempt, 0s",
    "newest-attempt, 0s",
    "rollup-shards, 65",
    "batch-size, 0"
  })
  void refusesWhatMakesNoSense(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of("signalbox.cost.ledger." + name, value)))
        .rootCause()
        .hasMessageContaining(name);
  }

  private static LedgerSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.cost.ledger", LedgerSettings.class);
  }
}
