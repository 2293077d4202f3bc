package dev.signalbox.cost.budget;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was spent of budgets: the ledger's entries, added up as they come. */
@Repository
public class Spending {

  static final String CHARGE =
      """
      INSERT INTO budget_spending AS s (budget_id, value, period_start, slot_start, spent, attempts, unpriced, assumed,
          unreserved, overrun)
      SELECT budget_id, value, period_start, slot_start, spent, 1, unpriced::int, assumed::int, unreserved::int, overrun
        FROM unnest(:budgets::text[], :values::text[], :periods::timestamptz[], :slots::timestamptz[],
                    :amounts::numeric[], :unpriced::boolean[], :assumed::boolean[], :unreserved::boolean[],
                    :overruns::numeric[])
               AS charged (budget_id, value, period_start, slot_start, spent, unpriced, assumed, unreserved, overrun)
       ORDER BY budget_id, value, period_start, slot_start
      ON CONFLICT (budget_id, value, period_start, slot_start) DO UPDATE
         SET spent = s.spent + excluded.spent, attempts = s.attempts + 1, unpriced = s.unpriced + excluded.unpriced,
             assumed = s.assumed + excluded.assumed, unreserved = s.unreserved + excluded.unreserved,
             overrun = s.overrun + excluded.overrun
      """;

  static final String SUMS =
      """
      SELECT asked.budget_id, asked.value, asked.period_start, sum(s.spent) AS spent, min(s.slot_start) AS first_slot
        FROM unnest(:budgets::text[], :values::text[], :periods::timestamptz[], :slots::timestamptz[])
               AS asked (budget_id, value, period_start, first_slot)
        JOIN budget_spending s ON s.budget_id = asked.budget_id AND s.value = asked.value
             AND s.period_start = asked.period_start AND s.slot_start >= asked.first_slot
       GROUP BY asked.budget_id, asked.value, asked.period_start
      """;

  private final JdbcClient database;

  Spending(JdbcClient database) {
    this.database = database;
  }

  /** Adds one attempt to each of these. */
  void charge(Collection<Charged> charges) {
    List<Charged> all = List.copyOf(charges);
    CounterColumns.bind(database.sql(CHARGE), keys(all))
        .param(
            "slots", CounterColumns.moments(all.stream().map(Charged::slot).toList()), Types.ARRAY)
        .param("amounts", array(all, Charged::amount, BigDecimal[]::new), Types.ARRAY)
        .param("unpriced", array(all, Charged::unpriced, Boolean[]::new), Types.ARRAY)
        .param("assumed", array(all, Charged::assumed, Boolean[]::new), Types.ARRAY)
        .param("unreserved", array(all, Charged::unreserved, Boolean[]::new), Types.ARRAY)
        .param("overruns", array(all, Charged::overrun, BigDecimal[]::new), Types.ARRAY)
        .update();
  }

  /**
   * What was spent since a slot, by counter; a counter that nothing was spent of is missing.
   *
   * @param since the first slot that counts
   */
  public Map<CounterKey, Spent> since(Map<CounterKey, Instant> since) {
    List<CounterKey> keys = new ArrayList<>(since.keySet());
    Map<CounterKey, Spent> sums = new HashMap<>();
    CounterColumns.bind(database.sql(SUMS), keys)
        .param("slots", CounterColumns.moments(keys.stream().map(since::get).toList()), Types.ARRAY)
        .query(
            (ResultSet row) -> {
              sums.put(
                  CounterColumns.key(row),
                  new Spent(row.getBigDecimal("spent"), CounterColumns.instant(row, "first_slot")));
            });
    return sums;
  }

  private static List<CounterKey> keys(List<Charged> charges) {
    return charges.stream().map(Charged::key).toList();
  }

  private static <T> T[] array(
      List<Charged> charges, Function<Charged, T> part, IntFunction<T[]> generator) {
    return charges.stream().map(part).toArray(generator);
  }

  /**
   * What one attempt adds to one counter.
   *
   * @param unpriced whether its cost is not known, and so not in the amount
   * @param assumed whether the amount is what had been reserved, for want of anything better
   * @param unreserved whether it began without a reservation though the budget is a hard one
   * @param overrun by how much it was dearer than what had been reserved
   */
  record Charged(
      CounterKey key,
      Instant slot,
      BigDecimal amount,
      boolean unpriced,
      boolean assumed,
      boolean unreserved,
      BigDecimal overrun) {}

  /**
   * A sum.
   *
   * @param firstSlot the oldest slot that something was spent in
   */
  public record Spent(BigDecimal amount, Instant firstSlot) {}
}
