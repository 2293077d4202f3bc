package dev.signalbox.cost.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.budget.Period.Calendar;
import dev.signalbox.cost.budget.Period.Every;
import dev.signalbox.cost.budget.Period.Rolling;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTests {

  @ParameterizedTest
  @CsvSource({
    "DAY, UTC, 2026-11-20T15:30:00Z, 2026-11-20T00:00:00Z, 2026-11-21T00:00:00Z",
    "DAY, Europe/Berlin, 2026-11-20T23:30:00Z, 2026-11-20T23:00:00Z, 2026-11-21T23:00:00Z",
    // The clocks are put back: the day has 25 hours.
    "DAY, Europe/Berlin, 2026-10-25T10:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
    // Midnight does not exist: the day begins at one.
    "DAY, America/Asuncion, 2024-10-06T12:00:00Z, 2024-10-06T04:00:00Z, 2024-10-07T03:00:00Z",
    "WEEK, UTC, 2026-11-20T15:30:00Z, 2026-11-16T00:00:00Z, 2026-11-23T00:00:00Z",
    "WEEK, UTC, 2026-11-16T00:00:00Z, 2026-11-16T00:00:00Z, 2026-11-23T00:00:00Z",
    "MONTH, Asia/Kolkata, 2026-02-28T18:30:00Z, 2026-02-28T18:30:00Z, 2026-03-31T18:30:00Z",
    "MONTH, UTC, 2026-12-31T23:59:59.999999Z, 2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z"
  })
  void aCalendarHasTheDaysOfItsPlace(
      Every every, ZoneId zone, Instant moment, Instant start, Instant end) {
    Calendar period = new Calendar(every, zone);

    assertThat(period.startOf(moment)).isEqualTo(start);
    assertThat(period.endOf(moment)).isEqualTo(end);
    assertThat(period.startOf(end)).isEqualTo(end);
  }

  @Test
  void aRollingWindowIsCountedInSixtySlots() {
    Rolling day = new Rolling(24);

    assertThat(day.slot()).isEqualTo(Duration.ofMinutes(24));
    assertThat(day.slotOf(Instant.parse("2026-11-20T00:47:59Z")))
        .isEqualTo(Instant.parse("2026-11-20T00:24:00Z"));
    assertThat(new Rolling(1).slot()).isEqualTo(Duration.ofMinutes(1));
  }
}
