package dev.signalbox.cost.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceIntegrationTest
class ForgetBudgetsIntegrationTests {

  private static final List<String> ROWS =
      List.of(
          """
          INSERT INTO budgets (budget_id, revision, name, scope, scope_value, unit, limit_amount, period, time_zone,
              rolling_hours, hard, alert_percents, alert_amounts, webhooks, emails, created_at, updated_at, deleted_at)
          SELECT 'forget-' || kind, 1, 'n', 'run', 'r', 'usd', 1, period, CASE period WHEN 'month' THEN 'UTC' END,
                 CASE period WHEN 'rolling' THEN 24 END, false, '{}', '{}', '{}', '{}', now(), now(),
                 CASE kind WHEN 'gone' THEN now() END
            FROM (VALUES ('month', 'month'), ('rolling', 'rolling'), ('total', 'total'), ('gone', 'total'))
                   AS kinds (kind, period)
          """,
          """
          INSERT INTO budget_spending (budget_id, value, period_start, slot_start, spent, attempts, unpriced, assumed,
              unreserved, overrun)
          SELECT budget_id, 'r', now() - days * interval '1 day', now() - days * interval '1 day', 1, 1, 0, 0, 0, 0
            FROM budgets CROSS JOIN (VALUES (0), (3), (500)) AS ages (days) WHERE budget_id LIKE 'forget-%'
          """,
          """
          INSERT INTO budget_counters (budget_id, value, period_start, granted)
          SELECT budget_id, value, period_start, CASE WHEN budget_id = 'forget-gone' THEN 1 ELSE 0 END
            FROM budget_spending WHERE budget_id LIKE 'forget-%'
          """);

  @Autowired ForgetBudgets forget;
  @Autowired JdbcClient database;
  @Autowired TransactionTemplate transactions;

  @Test
  void onlyWhatNobodyCanAskForIsForgotten() {
    transactions.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          ROWS.forEach(row -> database.sql(row).update());

          forget.forgetSpending();
          forget.forgetCounters();

          assertThat(left("budget_spending"))
              .containsExactly("gone 2", "month 2", "rolling 1", "total 3");
          assertThat(left("budget_counters"))
              .as("what is granted of a removed budget is still settled")
              .containsExactly("gone 3", "month 2", "rolling 3", "total 3");
        });
  }

  private List<String> left(String table) {
    return database
        .sql(
            "SELECT substr(budget_id, 8) || ' ' || count(*) FROM "
                + table
                + " WHERE budget_id LIKE 'forget-%' GROUP BY budget_id ORDER BY budget_id")
        .query(String.class)
        .list();
  }
}
