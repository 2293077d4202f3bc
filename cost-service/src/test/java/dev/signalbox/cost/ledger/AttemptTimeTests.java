package dev.signalbox.cost.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.kit.id.IdKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptTimeTests {

  @Test
  void aNewIdTellsThePresentTime() {
    assertThat(AttemptTime.of(IdKind.ATTEMPT.next()))
        .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void anIdOfAKnownTimeTellsIt() {
    assertThat(AttemptTime.of(AttemptIds.at(Instant.parse("2026-02-03T04:05:06.789Z"))))
        .isEqualTo("2026-02-03T04:05:06.789Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "att_", "att_1", "evt_01k00000000000000000000000"})
  void refusesWhatIsNoAttempt(String id) {
    assertThatThrownBy(() -> AttemptTime.of(id)).isInstanceOf(IllegalArgumentException.class);
  }
}
