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
      SELECT budget_id, value, period_start, slot_start, spent, attempts, unpriced, assumed, unreserved, overrun
        FROM unnest(:budgets::text[], :values::text[], :periods::timestamptz[], :slots::timestamptz[],
                    :amounts::numeric[], :attempts::bigint[], :unpriced::bigint[], :assumed::bigint[],
                    :unreserved::bigint[], :overruns::numeric[])
               AS charged (budget_id, value, period_start, slot_start, spent, attempts, unpriced, assumed, unreserved,
                   overrun)
       ORDER BY budget_id COLLATE "C", value COLLATE "C", period_start, slot_start
      ON CONFLICT (budget_id, value, period_start, slot_start) DO UPDATE
         SET spent = s.spent + excluded.spent, attempts = s.attempts + excluded.attempts,
             unpriced = s.unpriced + excluded.unpriced, assumed = s.assumed + excluded.assumed,
             unreserved = s.unreserved + excluded.unreserved, overrun = s.overrun + excluded.overrun
      """;

  static final String SUMS =
      """
      SELECT asked.budget_id, asked.value, asked.period_start, asked.since, sum(s.spent) AS spent,
             min(s.slot_start) AS first_slot
        FROM unnest(:budgets::text[], :values::text[], :periods::timestamptz[], :slots::timestamptz[])
               AS asked (budget_id, value, period_start, since)
        JOIN budget_spending s ON s.budget_id = asked.budget_id AND s.value = asked.value
             AND s.period_start = asked.period_start AND s.slot_start >= asked.since
       GROUP BY asked.budget_id, asked.value, asked.period_start, asked.since
      """;

  private final JdbcClient database;

  Spending(JdbcClient database) {
    this.database = database;
  }

  /** Adds to each of these slots, of which no two are the same. */
  void charge(Collection<Charged> charges) {
    List<Charged> all = List.copyOf(charges);
    bind(database.sql(CHARGE), all.stream().map(Charged::slot).toList())
        .param("amounts", array(all, Charged::amount, BigDecimal[]::new), Types.ARRAY)
        .param("attempts", array(all, Charged::attempts, Long[]::new), Types.ARRAY)
        .param("unpriced", array(all, Charged::unpriced, Long[]::new), Types.ARRAY)
        .param("assumed", array(all, Charged::assumed, Long[]::new), Types.ARRAY)
        .param("unreserved", array(all, Charged::unreserved, Long[]::new), Types.ARRAY)
        .param("overruns", array(all, Charged::overrun, BigDecimal[]::new), Types.ARRAY)
        .update();
  }

  /**
   * What was spent since a slot, by counter; a counter that nothing was spent of is missing.
   *
   * @param since the first slot that counts
   */
  public Map<CounterKey, Spent> since(Map<CounterKey, Instant> since) {
    List<Slot> slots = new ArrayList<>();
    since.forEach((key, first) -> slots.add(new Slot(key, first)));
    Map<CounterKey, Spent> sums = new HashMap<>();
    since(slots).forEach((slot, spent) -> sums.put(slot.key(), spent));
    return sums;
  }

  /** What was spent since each of these slots; one since which nothing was spent is missing. */
  Map<Slot, Spent> since(Collection<Slot> slots) {
    Map<Slot, Spent> sums = new HashMap<>();
    bind(database.sql(SUMS), List.copyOf(slots))
        .query(
            (ResultSet row) -> {
              sums.put(
                  new Slot(CounterColumns.key(row), CounterColumns.instant(row, "since")),
                  new Spent(row.getBigDecimal("spent"), CounterColumns.instant(row, "first_slot")));
            });
    return sums;
  }

  private static JdbcClient.StatementSpec bind(
      JdbcClient.StatementSpec statement, List<Slot> slots) {
    return CounterColumns.bind(statement, slots.stream().map(Slot::key).toList())
        .param(
            "slots", CounterColumns.moments(slots.stream().map(Slot::start).toList()), Types.ARRAY);
  }

  private static <T> T[] array(
      List<Charged> charges, Function<Charged, T> part, IntFunction<T[]> generator) {
    return charges.stream().map(part).toArray(generator);
  }

  /** A part of a counter's period, which has a sum of its own. */
  record Slot(CounterKey key, Instant start) {}

  /**
   * What attempts add to one slot.
   *
   * @param unpriced of how many the cost is not known, and so not in the amount
   * @param assumed of how many the amount is what had been reserved, for want of anything better
   * @param unreserved how many began without a reservation though the budget is a hard one
   * @param overrun by how much they were dearer than what had been reserved
   */
  record Charged(
      Slot slot,
      BigDecimal amount,
      long attempts,
      long unpriced,
      long assumed,
      long unreserved,
      BigDecimal overrun) {

    Charged plus(Charged more) {
      return new Charged(
          slot,
          amount.add(more.amount),
          attempts + more.attempts,
          unpriced + more.unpriced,
          assumed + more.assumed,
          unreserved + more.unreserved,
          overrun.add(more.overrun));
    }
  }

  /**
   * A sum.
   *
   * @param firstSlot the oldest slot that something was spent in
   */
  public record Spent(BigDecimal amount, Instant firstSlot) {}
}
