package dev.signalbox.cost.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.support.TransactionTemplate;

/** With ten thousand budgets and a hundred thousand counters, nothing hot reads a table through. */
@ServiceIntegrationTest
class BudgetPlansIntegrationTests {

  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private static final List<String> MANY =
      List.of(
          """
          INSERT INTO budgets (budget_id, revision, name, scope, scope_value, unit, limit_amount, period, hard,
              unknown_price, alert_percents, alert_amounts, webhooks, emails, created_at, updated_at)
          SELECT 'bud_' || lpad(n::text, 26, '0'), 1, 'n', 'user', 'user-' || n, 'usd', 1, 'total', true, 'refuse',
                 '{}', '{}', '{}', '{}', now(), now() FROM generate_series(1, 10000) AS n
          """,
          "INSERT INTO budget_names SELECT scope, scope_value, budget_id FROM budgets WHERE"
              + " budget_id LIKE 'bud_000000%'",
          """
          INSERT INTO budget_counters (budget_id, value, period_start)
          SELECT budget_id, scope_value, timestamptz '2026-11-01 00:00:00Z' + number * interval '1 day'
            FROM budgets CROSS JOIN generate_series(0, 4) AS number WHERE budget_id LIKE 'bud_000000%'
          """,
          """
          INSERT INTO budget_spending (budget_id, value, period_start, slot_start, spent, attempts, unpriced, assumed,
              unreserved, overrun)
          SELECT budget_id, value, period_start, period_start, 1, 1, 0, 0, 0, 0 FROM budget_counters
           WHERE budget_id LIKE 'bud_000000%'
          """,
          """
          INSERT INTO leases (lease_id, budget_id, value, period_start, granted, granted_at, expires_at)
          SELECT 'lea_' || row_number() OVER (), budget_id, value, period_start, 1, now(), now() FROM budget_counters
           WHERE budget_id LIKE 'bud_000000%'
          """,
          "ANALYZE budgets",
          "ANALYZE budget_names",
          "ANALYZE budget_counters",
          "ANALYZE budget_spending",
          "ANALYZE leases");

  @Autowired JdbcClient database;
  @Autowired TransactionTemplate transactions;

  @Test
  void everyHotStatementGoesByAnIndex() {
    Map<String, UnaryOperator<StatementSpec>> statements = new LinkedHashMap<>();
    List<CounterKey> keys =
        List.of(key("00000000000000000000000007"), key("00000000000000000000000070"));
    statements.put(
        Budgets.APPLYING,
        statement ->
            statement
                .param("scopes", new String[] {"user", "user", "everything"})
                .param("names", new String[] {"user-7", "*", "everything"}));
    statements.put(Counters.LOCK, statement -> CounterColumns.bind(statement, keys));
    statements.put(
        Counters.ADD,
        statement ->
            CounterColumns.bind(statement, keys)
                .param("amounts", new BigDecimal[] {BigDecimal.ONE, BigDecimal.ONE}));
    statements.put(
        Spending.SUMS,
        statement ->
            CounterColumns.bind(statement, keys)
                .param("slots", CounterColumns.moments(List.of(START, START))));
    OffsetDateTime start = START.atOffset(ZoneOffset.UTC);
    statements.put(
        Standings.OF_VALUES,
        statement ->
            statement
                .param("budget", keys.getFirst().budgetId())
                .param("values", new String[] {"user-7"})
                .param("start", start)
                .param("slot", start));
    statements.put(
        Standings.VALUES,
        statement ->
            statement
                .param("budget", keys.getFirst().budgetId())
                .param("start", start)
                .param("after", "")
                .param("limit", 50));
    statements.put(
        Budgets.PAGE,
        statement -> statement.param("after", keys.getFirst().budgetId()).param("limit", 50));

    plans(statements)
        .forEach(
            (statement, plan) ->
                assertThat(plan)
                    .as(statement)
                    .contains("Index")
                    .doesNotContain("Seq Scan on budget", "Seq Scan on leases"));
  }

  private Map<String, String> plans(Map<String, UnaryOperator<StatementSpec>> statements) {
    Map<String, String> plans = new LinkedHashMap<>();
    transactions.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          MANY.forEach(statement -> database.sql(statement).update());
          statements.forEach(
              (statement, parameters) ->
                  plans.put(
                      statement,
                      String.join(
                          "\n",
                          parameters
                              .apply(database.sql("EXPLAIN " + statement))
                              .query(String.class)
                              .list())));
        });
    return plans;
  }

  private static CounterKey key(String number) {
    return new CounterKey("bud_" + number, "user-" + Integer.parseInt(number.substring(20)), START);
  }
}
