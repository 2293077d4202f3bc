package dev.signalbox.cost.budget;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How much of budgets is granted and not settled. Locking a counter orders all that grant of it.
 */
@Repository
public class Counters {

  private static final String MAKE =
      "INSERT INTO budget_counters (budget_id, value, period_start) SELECT * FROM "
          + CounterColumns.KEYS
          + " AS made (budget_id, value, period_start) ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING";

  static final String LOCK =
      "SELECT c.budget_id, c.value, c.period_start, c.granted FROM "
          + CounterColumns.KEYS
          + """
             AS wanted (budget_id, value, period_start)
            JOIN budget_counters c USING (budget_id, value, period_start)
           ORDER BY c.budget_id, c.value, c.period_start FOR UPDATE OF c
          """;

  static final String ADD =
      """
      UPDATE budget_counters c SET granted = c.granted + added.amount
        FROM unnest(:budgets::text[], :values::text[], :periods::timestamptz[], :amounts::numeric[])
               AS added (budget_id, value, period_start, amount)
       WHERE c.budget_id = added.budget_id AND c.value = added.value AND c.period_start = added.period_start
      """;

  private static final String CARRY_OVER =
      """
      WITH carried AS (
        UPDATE leases SET period_start = :to
         WHERE budget_id = :budget AND period_start = :from AND coalesce(reserved, granted) > settled
        RETURNING value, coalesce(reserved, granted) - settled AS held)
      INSERT INTO budget_counters (budget_id, value, period_start, granted)
      SELECT :budget, value, :to, sum(held) FROM carried GROUP BY value
      """;

  private final JdbcClient database;

  Counters(JdbcClient database) {
    this.database = database;
  }

  /** Makes those that are missing, locks all, and tells what is granted. */
  public Map<CounterKey, BigDecimal> makeAndLock(Collection<CounterKey> keys) {
    CounterColumns.bind(database.sql(MAKE), keys).update();
    return lock(keys);
  }

  private Map<CounterKey, BigDecimal> lock(Collection<CounterKey> keys) {
    Map<CounterKey, BigDecimal> granted = new HashMap<>();
    CounterColumns.bind(database.sql(LOCK), keys)
        .query(
            (ResultSet row) -> {
              granted.put(CounterColumns.key(row), row.getBigDecimal("granted"));
            });
    return granted;
  }

  /** Adds what is granted, by counter; what is released is negative. Locks them in order. */
  public void add(SortedMap<CounterKey, BigDecimal> amounts) {
    lock(amounts.keySet());
    CounterColumns.bind(database.sql(ADD), amounts.keySet())
        .param("amounts", amounts.values().toArray(BigDecimal[]::new), Types.ARRAY)
        .update();
  }

  /**
   * Lets what is granted in the window that a reset ended count in the one that it began, because
   * it can still be spent there.
   */
  void carryOver(Budget reset) {
    Window present = reset.presentWindow(reset.updatedAt());
    Window ended = reset.windowAt(reset.updatedAt().minusNanos(1_000)).orElse(present);
    if (ended.equals(present)) {
      return;
    }
    database
        .sql(CARRY_OVER)
        .param("budget", reset.id())
        .param("from", CounterColumns.timestamp(ended.start()))
        .param("to", CounterColumns.timestamp(present.start()))
        .update();
    database
        .sql(
            "UPDATE budget_counters SET granted = 0 WHERE budget_id = :budget AND period_start ="
                + " :from AND granted > 0")
        .param("budget", reset.id())
        .param("from", CounterColumns.timestamp(ended.start()))
        .update();
  }
}
