package dev.signalbox.cost.web;

import dev.signalbox.cost.summary.CostGroup;
import dev.signalbox.cost.summary.CostSummaries;
import dev.signalbox.cost.summary.GroupBy;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SummaryController {

  private static final int MOST = 1_000;
  private static final int USUAL_DAYS = 30;
  private static final int MOST_DAYS = 3_660;
  private static final String GROUPS =
      Arrays.stream(GroupBy.values()).map(GroupBy::wireName).collect(Collectors.joining(", "));

  private final CostSummaries summaries;
  private final Clock clock;

  SummaryController(CostSummaries summaries, Clock clock) {
    this.summaries = summaries;
    this.clock = clock;
  }

  /**
   * Sums of whole days in UTC, {@code from} and {@code to} included; the last 30 days if unsaid.
   */
  @GetMapping("/api/v1/costs/summary")
  Summary summary(
      @RequestParam(name = "group_by") @Nullable String groupBy,
      @RequestParam @Nullable LocalDate from,
      @RequestParam @Nullable LocalDate to,
      @RequestParam(defaultValue = "100") int limit) {
    GroupBy group =
        GroupBy.ofWireName(groupBy == null ? "" : groupBy)
            .orElseThrow(() -> Invalid.field("group_by", "must be one of " + GROUPS));
    if (limit < 1 || limit > MOST) {
      throw Invalid.field("limit", "must be between 1 and " + MOST);
    }
    LocalDate last = to == null ? LocalDate.now(clock.withZone(ZoneOffset.UTC)) : to;
    LocalDate first = from == null ? last.minusDays(USUAL_DAYS - 1L) : from;
    if (first.isAfter(last) || first.plusDays(MOST_DAYS).isBefore(last)) {
      throw Invalid.field("from", "must be up to " + MOST_DAYS + " days before to");
    }
    return new Summary(
        group.wireName(), first, last, "USD", summaries.by(group, first, last.plusDays(1), limit));
  }

  record Summary(
      String groupBy, LocalDate from, LocalDate to, String currency, List<CostGroup> data) {}
}
