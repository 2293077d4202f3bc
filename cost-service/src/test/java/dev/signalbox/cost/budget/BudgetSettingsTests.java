package dev.signalbox.cost.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BudgetSettingsTests {

  @Test
  void hasTheseDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(new BudgetSettings(10_000, Duration.ofSeconds(2), Duration.ofDays(400)));
  }

  @Test
  void hasTheseNames() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.cost.budgets.most", "5",
                    "signalbox.cost.budgets.change-patience", "6s",
                    "signalbox.cost.budgets.retention", "70d")))
        .isEqualTo(new BudgetSettings(5, Duration.ofSeconds(6), Duration.ofDays(70)));
  }

  @ParameterizedTest
  @CsvSource({"most, 0", "change-patience, 0s", "retention, 30d"})
  void refusesWhatMakesNoSense(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of("signalbox.cost.budgets." + name, value)))
        .rootCause()
        .hasMessageContaining(name);
  }

  private static BudgetSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.cost.budgets", BudgetSettings.class);
  }
}
