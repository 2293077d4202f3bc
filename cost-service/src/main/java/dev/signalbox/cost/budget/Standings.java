package dev.signalbox.cost.budget;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How budgets stand at this moment. */
@Repository
public class Standings {

  static final String OF_VALUES =
      """
      SELECT asked.value, coalesce(c.granted, 0) AS granted, s.*
        FROM unnest(:values::text[]) AS asked (value)
        LEFT JOIN budget_counters c ON c.budget_id = :budget AND c.value = asked.value AND c.period_start = :start
       CROSS JOIN LATERAL (
         SELECT coalesce(sum(spent), 0) AS spent, coalesce(sum(attempts), 0)::bigint AS attempts,
                coalesce(sum(unpriced), 0)::bigint AS unpriced, coalesce(sum(assumed), 0)::bigint AS assumed,
                coalesce(sum(unreserved), 0)::bigint AS unreserved, coalesce(sum(overrun), 0) AS overrun,
                min(slot_start) FILTER (WHERE spent > 0) AS first_slot
           FROM budget_spending
          WHERE budget_id = :budget AND value = asked.value AND period_start = :start AND slot_start >= :slot) s
       ORDER BY asked.value COLLATE "C"
      """;

  static final String VALUES =
      """
      (SELECT DISTINCT value FROM budget_counters
        WHERE budget_id = :budget AND period_start = :start AND value > :after ORDER BY value LIMIT :limit)
      UNION
      (SELECT DISTINCT value FROM budget_spending
        WHERE budget_id = :budget AND period_start = :start AND value > :after ORDER BY value LIMIT :limit)
      ORDER BY value LIMIT :limit
      """;

  private final JdbcClient database;
  private final DatabaseTime time;

  Standings(JdbcClient database, DatabaseTime time) {
    this.database = database;
    this.time = time;
  }

  /** How one value stands, whether anything was spent of it or not. */
  public Standing of(Budget budget, String value) {
    return at(budget, List.of(value), time.now()).getFirst();
  }

  /** The values of the present period that anything was spent or granted of, in order. */
  public List<Standing> page(Budget budget, @Nullable String after, int limit) {
    Instant now = time.now();
    List<String> values =
        database
            .sql(VALUES)
            .param("budget", budget.id())
            .param("start", CounterColumns.timestamp(budget.presentWindow(now).start()))
            .param("after", after == null ? "" : after)
            .param("limit", limit)
            .query(String.class)
            .list();
    return values.isEmpty() ? List.of() : at(budget, values, now);
  }

  private List<Standing> at(Budget budget, List<String> values, Instant now) {
    Window window = budget.presentWindow(now);
    return database
        .sql(OF_VALUES)
        .param("budget", budget.id())
        .param("values", values.toArray(String[]::new), Types.ARRAY)
        .param("start", CounterColumns.timestamp(window.start()))
        .param("slot", CounterColumns.timestamp(budget.firstSlotAt(window, now)))
        .query((row, number) -> standing(budget, window, row))
        .list();
  }

  private static Standing standing(Budget budget, Window window, ResultSet row)
      throws SQLException {
    BigDecimal limit = budget.definition().limit();
    BigDecimal spent = row.getBigDecimal("spent");
    BigDecimal granted = row.getBigDecimal("granted");
    OffsetDateTime firstSlot = row.getObject("first_slot", OffsetDateTime.class);
    return new Standing(
        row.getString("value"),
        window.start(),
        budget.moreAt(window, firstSlot == null ? null : firstSlot.toInstant()),
        limit,
        spent,
        granted,
        limit.subtract(spent).subtract(granted).max(BigDecimal.ZERO),
        row.getLong("attempts"),
        row.getLong("unpriced"),
        row.getLong("assumed"),
        row.getLong("unreserved"),
        row.getBigDecimal("overrun"));
  }
}
