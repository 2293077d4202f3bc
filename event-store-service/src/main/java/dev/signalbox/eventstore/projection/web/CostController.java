package dev.signalbox.eventstore.projection.web;

import dev.signalbox.eventstore.projection.cost.CostDays;
import dev.signalbox.eventstore.projection.cost.CostDays.Day;
import dev.signalbox.kit.money.Usd;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What days cost. */
@RestController
@RequestMapping("/api/v1/projections/cost-per-day/days")
class CostController {

  private static final Set<String> PARTS = Set.of("agent_id", "model", "provider");

  private final CostDays days;

  CostController(CostDays days) {
    this.days = days;
  }

  /**
   * Which days.
   *
   * @param groupBy what a day's cost is divided by, of {@code agent_id}, {@code model} and {@code
   *     provider}; all three unless said otherwise
   */
  record CostQuery(
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @BindParam("agent_id") @Nullable String agentId,
      @Nullable String model,
      @Nullable String provider,
      @BindParam("group_by") @Nullable List<String> groupBy) {

    CostDays.Query query() {
      Set<String> parts = groupBy == null ? PARTS : Set.copyOf(groupBy);
      if (!PARTS.containsAll(parts)) {
        throw ListQuery.invalid("group_by", "takes agent_id, model and provider");
      }
      return new CostDays.Query(
          from == null ? LocalDate.of(1, 1, 1) : from,
          to == null ? LocalDate.of(9999, 12, 31) : to,
          agentId,
          model,
          provider,
          parts.contains("agent_id"),
          parts.contains("model"),
          parts.contains("provider"));
    }
  }

  @GetMapping
  ListPage<Day> read(CostQuery asked, ListQuery query) {
    Day after = query.after(5, CostController::lastSeen);
    List<Day> rows = days.read(asked.query(), after, query.rows() + 1);
    return query.page(rows, CostController::key);
  }

  private static List<String> key(Day day) {
    return List.of(
        day.day().toString(),
        day.agentId() == null ? "" : day.agentId(),
        day.model() == null ? "" : day.model(),
        day.provider() == null ? "" : day.provider(),
        Boolean.toString(day.simulated()));
  }

  private static Day lastSeen(List<String> key) {
    return new Day(
        LocalDate.parse(key.get(0)),
        key.get(1),
        key.get(2),
        key.get(3),
        Boolean.parseBoolean(key.get(4)),
        Usd.ZERO,
        0,
        0);
  }
}
