package dev.signalbox.registry.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageComplexityTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello|LOW",
        "What is the capital of France?|LOW",
        "🙂🙂🙂|LOW",
        "Compare these two invoices|MEDIUM",
        "What is this? And that? And those?|MEDIUM",
        "Design the architecture of a payment service, step by step, and compare the trade-offs: which store? which queue? which language?|HIGH"
      })
  void measuresWhatAMessageAsks(String message, Complexity expected) {
    assertThat(MessageComplexity.of(message)).isEqualTo(expected);
  }

  @Test
  void lengthAndCodeCount() {
    assertThat(MessageComplexity.of("word ".repeat(100))).isEqualTo(Complexity.MEDIUM);
    assertThat(MessageComplexity.of("class A {\n int x;\n}\n".repeat(500)))
        .isEqualTo(Complexity.HIGH);
  }

  @Test
  void doesNotTakeLongForWhatIsLong() {
    assertThat(MessageComplexity.of("a".repeat(200_000))).isEqualTo(Complexity.MEDIUM);
  }
}
