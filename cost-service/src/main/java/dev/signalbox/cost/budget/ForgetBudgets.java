package dev.signalbox.cost.budget;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deletes what nobody can ask for any more, a thousand rows at a time. */
@Repository
class ForgetBudgets {

  /**
   * The slots of a rolling window that have left it, the periods of a calendar that are long over.
   */
  static final String SPENDING =
      """
      DELETE FROM budget_spending WHERE ctid = ANY (ARRAY(
        SELECT s.ctid FROM budgets b JOIN budget_spending s USING (budget_id)
         WHERE s.slot_start < now() - CASE b.period
                 WHEN 'rolling' THEN make_interval(hours => 2 * b.rolling_hours)
                 ELSE make_interval(secs => :retention) END
           AND (b.period <> 'total' OR b.deleted_at IS NOT NULL)
         LIMIT 1000))
      """;

  static final String COUNTERS =
      """
      DELETE FROM budget_counters WHERE ctid = ANY (ARRAY(
        SELECT c.ctid FROM budgets b JOIN budget_counters c USING (budget_id)
         WHERE c.granted = 0 AND c.period_start < now() - make_interval(secs => :retention)
           AND (b.period IN ('day', 'week', 'month') OR b.deleted_at IS NOT NULL)
         LIMIT 1000 FOR UPDATE OF c SKIP LOCKED))
      """;

  private final JdbcClient database;
  private final BudgetSettings settings;

  ForgetBudgets(JdbcClient database, BudgetSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  /** Tells how many rows it were. */
  int forgetSpending() {
    return database.sql(SPENDING).param("retention", settings.retention().toSeconds()).update();
  }

  /** Tells how many rows it were. */
  int forgetCounters() {
    return database.sql(COUNTERS).param("retention", settings.retention().toSeconds()).update();
  }
}
