package dev.signalbox.eventstore.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTests {

  @Test
  void isReadAsItIsWritten() {
    Checkpoint checkpoint = new Checkpoint(7_000_000_000L, 42);

    assertThat(Checkpoint.parse(checkpoint.toString())).hasValue(checkpoint);
  }

  @Test
  void isOrderedByTransactionThenPosition() {
    assertThat(
            List.of(
                Checkpoint.START, new Checkpoint(8, 5), new Checkpoint(9, 3), new Checkpoint(9, 4)))
        .isSorted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "7:",
        ":7",
        "-1:1",
        "1:-1",
        "a:b",
        "1:1:1",
        "99999999999999999999:1",
        " 1:1"
      })
  void isNothingElse(String token) {
    assertThat(Checkpoint.parse(token)).isEmpty();
  }
}
