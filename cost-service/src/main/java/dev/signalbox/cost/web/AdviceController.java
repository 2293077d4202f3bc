package dev.signalbox.cost.web;

import dev.signalbox.cost.advice.Advice;
import dev.signalbox.cost.advice.AdviceQuery;
import dev.signalbox.cost.advice.GiveAdvice;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AdviceController {

  private static final int MOST = 1_000;
  private static final int MOST_DAYS = 92;

  private final GiveAdvice advice;
  private final Clock clock;

  AdviceController(GiveAdvice advice, Clock clock) {
    this.advice = advice;
    this.clock = clock;
  }

  /** What would have cost less on whole days in UTC; on the last 30 if unsaid. */
  @GetMapping("/api/v1/costs/advice")
  AdviceList advice(
      @RequestParam(name = "agent_id") @Nullable String agentId,
      @RequestParam @Nullable LocalDate from,
      @RequestParam @Nullable LocalDate to,
      @RequestParam(defaultValue = "false") boolean simulated,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MOST) {
      throw Invalid.field("limit", "must be between 1 and " + MOST);
    }
    Filter.check("agent_id", agentId);
    Days days = Days.of(from, to, clock);
    if (days.first().plusDays(MOST_DAYS).isBefore(days.last())) {
      throw Invalid.field("from", "must be up to " + MOST_DAYS + " days before to");
    }
    return new AdviceList(
        days.first(),
        days.last(),
        "USD",
        simulated,
        advice.find(new AdviceQuery(agentId, days.first(), days.until(), simulated), limit));
  }

  record AdviceList(
      LocalDate from, LocalDate to, String currency, boolean simulated, List<Advice> data) {}
}
