package dev.signalbox.cost.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BudgetTests {

  private static final Instant CREATED = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant RESET = Instant.parse("2026-11-25T08:00:00Z");
  private static final Period MONTHLY = new Period.Calendar(Period.Every.MONTH, ZoneId.of("UTC"));

  @Test
  void nothingBeforeABudgetIsCounted() {
    assertThat(budget(MONTHLY).windowAt(CREATED.minusNanos(1_000))).isEmpty();
    assertThat(budget(MONTHLY).windowAt(CREATED))
        .contains(window("2026-11-20T12:00:00Z", "2026-12-01T00:00:00Z"));
  }

  @Test
  void aResetEndsAWindowAndBeginsAnother() {
    Budget budget = budget(MONTHLY, RESET);

    assertThat(budget.windowAt(RESET.minusNanos(1_000)))
        .contains(window("2026-11-20T12:00:00Z", "2026-11-25T08:00:00Z"));
    assertThat(budget.windowAt(RESET))
        .contains(window("2026-11-25T08:00:00Z", "2026-12-01T00:00:00Z"));
    assertThat(budget.windowAt(Instant.parse("2026-12-01T00:00:00Z")))
        .contains(window("2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"));
  }

  @Test
  void aTotalGoesOnUntilItIsReset() {
    Budget budget = budget(new Period.Total(), RESET);

    assertThat(budget.windowAt(CREATED))
        .contains(window("2026-11-20T12:00:00Z", "2026-11-25T08:00:00Z"));
    assertThat(budget.windowAt(Instant.parse("2030-01-01T00:00:00Z")))
        .contains(new Window(RESET, null));
  }

  @Test
  void aRollingWindowForgetsSlotBySlot() {
    Budget budget = budget(new Period.Rolling(24));
    Instant now = Instant.parse("2026-11-22T00:30:00Z");
    Window window = budget.presentWindow(now);

    assertThat(budget.firstSlotAt(window, now)).isEqualTo("2026-11-21T00:24:00Z");
    assertThat(budget.slotOf(window, now)).isEqualTo("2026-11-22T00:24:00Z");
    assertThat(budget.moreAt(window, Instant.parse("2026-11-21T00:24:00Z")))
        .isEqualTo("2026-11-22T00:48:00Z");
    assertThat(budget.firstSlotAt(window, Instant.parse("2026-11-22T00:48:00Z")))
        .isAfter("2026-11-21T00:24:00Z");
  }

  @Test
  void aClockThatWasSetBackFindsTheFirstWindow() {
    assertThat(budget(MONTHLY).presentWindow(CREATED.minusSeconds(3_600)).start())
        .isEqualTo(CREATED);
  }

  private static Budget budget(Period period, Instant... resets) {
    return new Budget(
        "bud_01k00000000000000000000000",
        1,
        new BudgetDefinition(
            "a budget",
            Scope.EVERYTHING,
            Unit.USD,
            BigDecimal.TEN,
            period,
            new Enforcement.Soft(),
            new AlertRules(List.of(), List.of(), List.of(), List.of())),
        CREATED,
        CREATED,
        List.of(resets));
  }

  private static Window window(String start, @Nullable String end) {
    return new Window(Instant.parse(start), end == null ? null : Instant.parse(end));
  }
}
