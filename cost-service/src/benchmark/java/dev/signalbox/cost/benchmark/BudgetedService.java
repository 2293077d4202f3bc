package dev.signalbox.cost.benchmark;

import dev.signalbox.cost.CostApplication;
import dev.signalbox.cost.benchmark.BudgetLayout.Level;
import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The service in this process, with a PostgreSQL and a Kafka of its own, and budgets that are never
 * reached.
 */
final class BudgetedService implements AutoCloseable {

  private static final String ROLE = "cost_bench_budgets";
  private static final String LIMIT = "900000000000";

  private static final String END_THOSE_BEFORE =
      """
      WITH ended AS (UPDATE budgets SET deleted_at = now() WHERE deleted_at IS NULL)
      DELETE FROM budget_names
      """;

  private static final String BUDGETS =
      """
      INSERT INTO budgets (budget_id, revision, name, scope, scope_value, unit, limit_amount, period, hard,
          unknown_price, alert_percents, alert_amounts, webhooks, emails, created_at, updated_at)
      VALUES (:id, 1, 'bench', :scope, :value, 'usd', :limit::numeric, 'total', true, 'refuse', '{}', '{}', '{}',
          '{}', now(), now())
      """;

  private static final String NAMES =
      "INSERT INTO budget_names SELECT scope, scope_value, budget_id FROM budgets WHERE deleted_at IS NULL";

  /** A tenth of each budget, so that there is more to be granted. */
  private static final List<String> LEASES =
      List.of(
          """
          INSERT INTO budget_counters (budget_id, value, period_start, granted)
          SELECT budget_id, scope_value, created_at, limit_amount / 10 FROM budgets WHERE deleted_at IS NULL
          """,
          """
          INSERT INTO leases (lease_id, budget_id, value, period_start, granted, granted_at, expires_at)
          SELECT 'lea' || substr(budget_id, 4), budget_id, scope_value, created_at, limit_amount / 10, now(),
                 now() + interval '1 day' FROM budgets WHERE deleted_at IS NULL
          """,
          "ANALYZE");

  private final ConfigurableApplicationContext context;
  private int made;

  private BudgetedService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static BudgetedService start() {
    TestDatabase server = TestInfrastructure.database();
    return new BudgetedService(
        new SpringApplicationBuilder(CostApplication.class)
            .run(
                "--server.port=0",
                "--spring.datasource.url=" + server.url(),
                "--spring.datasource.username=" + ROLE,
                "--spring.datasource.password=" + server.createService(ROLE),
                "--spring.datasource.hikari.maximum-pool-size=20",
                "--spring.kafka.bootstrap-servers=" + TestInfrastructure.kafka().bootstrapServers(),
                "--spring.main.banner-mode=off",
                "--logging.level.root=ERROR"));
  }

  /** New budgets instead of those that there were, with a lease of each. */
  BudgetLayout install(int budgets) {
    BudgetLayout layout = BudgetLayout.of(budgets, made);
    made += budgets;
    JdbcClient database = bean(JdbcClient.class);
    database.sql(END_THOSE_BEFORE).update();
    for (Level level : layout.levels()) {
      for (int attempt = 0; attempt < level.budgets(); attempt++) {
        database
            .sql(BUDGETS)
            .param("id", level.budgetId(attempt))
            .param("scope", level.kind().wireName())
            .param("value", level.value(attempt))
            .param("limit", LIMIT)
            .update();
      }
    }
    database.sql(NAMES).update();
    LEASES.forEach(statement -> database.sql(statement).update());
    return layout;
  }

  /** The lease that was made with a budget. */
  static String lease(Level level, long attempt) {
    return "lea" + level.budgetId(attempt).substring(3);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
