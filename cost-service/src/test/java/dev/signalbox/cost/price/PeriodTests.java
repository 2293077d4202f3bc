package dev.signalbox.cost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTests {

  @ParameterizedTest
  @CsvSource({
    "2026-07-29T23:59:59.999Z, false",
    "2026-07-30T00:00:00Z, true",
    "2026-08-30T23:59:59.999Z, true",
    "2026-08-31T00:00:00Z, false"
  })
  void holdsFromItsFirstMomentUntilBeforeItsEnd(Instant moment, boolean holds) {
    assertThat(period("2026-07-30T00:00:00Z", "2026-08-31T00:00:00Z", null).includes(moment))
        .isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "00:30, 16:30, 2026-01-01T00:29:59Z, false",
    "00:30, 16:30, 2026-01-01T00:30:00Z, true",
    "00:30, 16:30, 2026-01-01T16:30:00Z, false",
    "16:30, 00:30, 2026-01-01T16:30:00Z, true",
    "16:30, 00:30, 2026-01-01T00:29:59Z, true",
    "16:30, 00:30, 2026-01-01T12:00:00Z, false"
  })
  void hoursOfTheDayMayGoOverMidnight(LocalTime from, LocalTime to, Instant moment, boolean holds) {
    assertThat(new Period(null, null, new DailyHours(from, to)).includes(moment)).isEqualTo(holds);
  }

  @Test
  void periodsOverlapIfTheyShareAMoment() {
    Period july = period("2026-07-01T00:00:00Z", "2026-08-01T00:00:00Z", null);
    Period day = period(null, null, new DailyHours(LocalTime.of(8, 0), LocalTime.of(20, 0)));
    Period night = period(null, null, new DailyHours(LocalTime.of(20, 0), LocalTime.of(8, 0)));

    assertThat(july.overlaps(period("2026-08-01T00:00:00Z", null, null))).isFalse();
    assertThat(july.overlaps(period("2026-07-31T00:00:00Z", null, null))).isTrue();
    assertThat(july.overlaps(Period.ALWAYS)).isTrue();
    assertThat(day.overlaps(night)).isFalse();
    assertThat(night.overlaps(day)).isFalse();
    assertThat(night.overlaps(july)).isTrue();
    assertThat(day.overlaps(day)).isTrue();
  }

  @Test
  void endsThatAreNoneAreRefused() {
    assertThatThrownBy(() -> period("2026-07-01T00:00:00Z", "2026-07-01T00:00:00Z", null))
        .hasMessageContaining("after valid_from");
    assertThatThrownBy(() -> new DailyHours(LocalTime.NOON, LocalTime.NOON))
        .isInstanceOf(InvalidPriceException.class);
  }

  private static Period period(
      @Nullable String from, @Nullable String to, @Nullable DailyHours daily) {
    return new Period(
        from == null ? null : Instant.parse(from), to == null ? null : Instant.parse(to), daily);
  }
}
