package dev.signalbox.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.housekeeping.Housekeeping;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceIntegrationTest
class ExpiriesIntegrationTests {

  private static final List<String> ROWS =
      List.of(
          """
          INSERT INTO leases (lease_id, budget_id, value, period_start, granted, reserved, settled, granted_at,
              expires_at, closed_at)
          SELECT 'expiry-' || name, 'expiry', 'r', now(), 2, 2, settled, now(), now(), closed
            FROM (VALUES ('over', 2, now() - interval '2 days'), ('just over', 2, now()),
                         ('unsettled', 1, now() - interval '2 days')) AS leases (name, settled, closed)
          """,
          """
          INSERT INTO alert_deliveries (event_id, channel, target, alert, created_at, next_attempt_at)
          SELECT 'expiry-' || name, 'email', 'a@b.test', '{}', now() - days * interval '1 day', next
            FROM (VALUES ('over', 31, NULL::timestamptz), ('just over', 1, NULL),
                         ('waiting', 31, now() + interval '1 day')) AS deliveries (name, days, next)
          """,
          """
          INSERT INTO agent_usage_counts
          SELECT 'expiry-' || name, 'p', 'm', current_date - days, '', 'standard', true, 0, 'input_uncached', 1
            FROM (VALUES ('over', 402), ('just over', 1)) AS counts (name, days)
          """,
          """
          INSERT INTO agent_usage
          SELECT agent_id, provider, model, day, team, service_tier, simulated, shard, 1, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0,
                 0, 0, 0, 0, 0, 0, 0 FROM agent_usage_counts WHERE agent_id LIKE 'expiry-%'
          """);

  @Autowired Housekeeping housekeeping;
  @Autowired JdbcClient database;

  @Test
  void onlyWhatNobodyNeedsAnyMoreExpires() {
    database
        .sql(
            """
            INSERT INTO budgets (budget_id, revision, name, scope, scope_value, unit, limit_amount, period, hard,
                alert_percents, alert_amounts, webhooks, emails, created_at, updated_at, deleted_at)
            VALUES ('expiry', 1, 'n', 'run', 'r', 'usd', 1, 'total', false, '{}', '{}', '{}', '{}', now(), now(), now())
            """)
        .update();
    ROWS.forEach(row -> database.sql(row).update());

    housekeeping.run();

    assertThat(left("leases", "lease_id")).containsExactly("just over", "unsettled");
    assertThat(left("alert_deliveries", "event_id")).containsExactly("just over", "waiting");
    assertThat(left("agent_usage", "agent_id")).containsExactly("just over");
    assertThat(left("agent_usage_counts", "agent_id")).containsExactly("just over");
  }

  private List<String> left(String table, String column) {
    return database
        .sql(
            "SELECT substr(%2$s, 8) FROM %1$s WHERE %2$s LIKE 'expiry-%%' ORDER BY 1"
                .formatted(table, column))
        .query(String.class)
        .list();
  }
}
