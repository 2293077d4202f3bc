package dev.signalbox.cost.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.cost.budget.Standing;
import dev.signalbox.cost.budget.Unit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a budget stands: amounts are decimal strings of dollars, or numbers of tokens. */
record StandingView(
    String value,
    Instant periodStart,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant resetsAt,
    Object spent,
    Object granted,
    Object remaining,
    long attempts,
    long unpriced,
    long assumed,
    long unreserved,
    Object overrun) {

  static StandingView of(Standing standing, Unit unit) {
    return new StandingView(
        standing.value(),
        standing.periodStart(),
        standing.resetsAt(),
        unit.inJson(standing.spent()),
        unit.inJson(standing.granted()),
        unit.inJson(standing.remaining()),
        standing.attempts(),
        standing.unpriced(),
        standing.assumed(),
        standing.unreserved(),
        unit.inJson(standing.overrun()));
  }
}
