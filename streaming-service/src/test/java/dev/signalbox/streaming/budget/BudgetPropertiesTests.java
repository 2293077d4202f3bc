package dev.signalbox.streaming.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BudgetPropertiesTests {

  private static final String PREFIX = "signalbox.streaming.budgets";

  @Test
  void defaults() {
    assertThat(bound(Map.of()))
        .isEqualTo(
            new BudgetProperties(
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                20,
                Duration.ofSeconds(60),
                Duration.ofSeconds(15),
                10_000,
                2_000_000,
                131_072));
  }

  @Test
  void names() {
    assertThat(
            bound(
                Map.of(
                    "patience", "1s",
                    "first-patience", "2s",
                    "attempts-per-slice", "3",
                    "slice-life", "4s",
                    "idle", "5s",
                    "max-slices", "6",
                    "context-window", "7",
                    "max-output", "8")))
        .isEqualTo(
            new BudgetProperties(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                3,
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                6,
                7,
                8));
  }

  @ParameterizedTest
  @CsvSource({
    "patience, 0s",
    "first-patience, 0s",
    "attempts-per-slice, 0",
    "slice-life, 1s",
    "idle, 0s",
    "max-slices, 0",
    "context-window, 0",
    "max-output, 0"
  })
  void whatMakesNoSenseIsRefused(String name, String value) {
    assertThatException()
        .isThrownBy(() -> bound(Map.of(name, value)))
        .havingRootCause()
        .withMessageContaining(PREFIX + '.' + name);
  }

  private static BudgetProperties bound(Map<String, String> values) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    values.forEach((name, value) -> source.put(PREFIX + '.' + name, value));
    return new Binder(source).bindOrCreate(PREFIX, BudgetProperties.class);
  }
}
