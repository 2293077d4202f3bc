package dev.signalbox.eventstore.projection.web;

import dev.signalbox.eventstore.projection.activity.ActivityHours;
import dev.signalbox.eventstore.projection.activity.ActivityHours.Hour;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What agents did, hour by hour. */
@RestController
@RequestMapping("/api/v1/projections/agent-activity/hours")
class ActivityController {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final ActivityHours hours;

  ActivityController(ActivityHours hours) {
    this.hours = hours;
  }

  private record Key(Instant hour, String agentId) {}

  @GetMapping
  ListPage<Hour> read(
      @RequestParam(name = "agent_id", required = false) @Nullable String agentId,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      ListQuery query) {
    Key after = query.after(2, key -> new Key(Instant.parse(key.getFirst()), key.getLast()));
    List<Hour> rows =
        hours.read(
            new ActivityHours.Query(agentId, between("from", from, FIRST), between("to", to, LAST)),
            after == null ? FIRST : after.hour(),
            after == null ? "" : after.agentId(),
            query.rows() + 1);
    return query.page(rows, hour -> List.of(hour.hour().toString(), hour.agentId()));
  }

  private static Instant between(String name, @Nullable Instant asked, Instant usual) {
    if (asked == null) {
      return usual;
    }
    if (asked.isBefore(FIRST) || asked.isAfter(LAST)) {
      throw ListQuery.invalid(name, "must lie between the years 1 and 9999");
    }
    return asked;
  }
}
