package dev.signalbox.kit.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlineTests {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final MutableClock clock = new MutableClock();

  @BeforeEach
  void noon() {
    clock.stopAt(NOON);
  }

  @Test
  void whatIsLeftShrinksToNothing() {
    Deadline deadline = Deadline.in(Duration.ofSeconds(2), clock);

    assertThat(deadline.remaining(clock)).isEqualTo(Duration.ofSeconds(2));
    assertThat(deadline.expired(clock)).isFalse();

    clock.advance(Duration.ofSeconds(2));
    assertThat(deadline.expired(clock)).isTrue();

    clock.advance(Duration.ofSeconds(1));
    assertThat(deadline.remaining(clock)).isEqualTo(Duration.ZERO);
  }

  @Test
  void theHeaderIsMillisecondsSinceTheEpoch() {
    Deadline deadline = new Deadline(NOON.plusMillis(5));

    assertThat(deadline.headerValue()).isEqualTo("1795176000005");
    assertThat(Deadline.parse(" 1795176000005 ")).isEqualTo(deadline);
    assertThatThrownBy(() -> Deadline.parse("tomorrow")).isInstanceOf(NumberFormatException.class);
  }

  @Test
  void aDeadlineTooFarAwayIsBroughtNearer() {
    Deadline tomorrow = Deadline.in(Duration.ofDays(1), clock);

    assertThat(tomorrow.atMost(Duration.ofMinutes(10), clock).at())
        .isEqualTo(NOON.plus(Duration.ofMinutes(10)));
    assertThat(tomorrow.atMost(Duration.ofDays(2), clock)).isEqualTo(tomorrow);
  }
}
