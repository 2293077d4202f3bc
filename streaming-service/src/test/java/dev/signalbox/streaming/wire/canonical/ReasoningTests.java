package dev.signalbox.streaming.wire.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasoningTests {

  @ParameterizedTest
  @CsvSource({"0,MINIMAL", "1024,MINIMAL", "1025,LOW", "8192,MEDIUM", "24576,HIGH", "24577,HIGH"})
  void aBudgetStandsForTheLevelThatCoversIt(long tokens, Reasoning.Level level) {
    assertThat(Reasoning.Level.of(tokens)).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"HIGH,24576", "XHIGH,24576", "MAX,24576"})
  void noLevelHasABudgetThatAProviderRefuses(Reasoning.Level level, long tokens) {
    assertThat(level.budget()).isEqualTo(tokens);
  }
}
