package dev.signalbox.cost.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.ledger.Dimension;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceIntegrationTest
class CostSummariesIntegrationTests {

  private static final String MANY_ROLLUPS =
      """
      INSERT INTO cost_rollups (dimension, day, value, simulated, shard, entries, unpriced,
          unmetered, input_tokens, output_tokens, input_cost, output_cost)
      SELECT 'conversation', current_date, 'many-' || n, true, 0, 1, 0, 0, 1, 1, 0.1, 0.2
        FROM generate_series(1, 20000) AS n
      UNION ALL
      SELECT 'agent', current_date, 'many-' || n, n % 2 = 0, n % 4, 2, 1, 0, 3, 4, 0.1, 0.2
        FROM generate_series(1, 40) AS n
      """;

  private static final String MANY_HOURS =
      """
      INSERT INTO cost_rollups_by_hour (dimension, hour, value, simulated, shard, entries, unpriced,
          unmetered, input_tokens, output_tokens, input_cost, output_cost, other_cost, compared,
          reported_cost, computed_cost)
      SELECT CASE n % 20 WHEN 0 THEN 'agent' ELSE 'key' END, date_trunc('hour', now(), 'UTC'),
             'many-' || n, true, 0, 1, 0, 0, 1, 1, 0.1, 0.2, 0, 0, 0, 0
        FROM generate_series(1, 20000) AS n
      """;

  @Autowired JdbcClient database;
  @Autowired CostSummaries summaries;
  @Autowired TransactionTemplate transactions;

  @Test
  void sumsAreReadByTheKeyOfTheRollups() {
    List<String> plan =
        transactions.execute(
            status -> {
              status.setRollbackOnly();
              database.sql(MANY_ROLLUPS).update();
              database.sql(MANY_HOURS).update();
              database.sql("ANALYZE cost_rollups, cost_rollups_by_hour").update();
              List<String> plans = new ArrayList<>(explain(null));
              plans.addAll(explain(Interval.HOUR));
              return plans;
            });

    assertThat(String.join("\n", Objects.requireNonNull(plan)))
        .contains("cost_rollups_by_hour", "pkey")
        .doesNotContain("Seq Scan on");
  }

  @Test
  void shardsOfOneGroupAreOneSum() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    List<CostGroup> groups =
        transactions.execute(
            status -> {
              status.setRollbackOnly();
              database
                  .sql(
                      """
                      INSERT INTO cost_rollups (dimension, day, value, simulated, shard, entries,
                          unpriced, unmetered, input_tokens, output_tokens, input_cost, output_cost)
                      SELECT 'team', :day, 'sharded', false, n, 2, 1, 0, 3, 4, 1000.1, 2000.2
                        FROM generate_series(0, 7) AS n
                      """)
                  .param("day", today)
                  .update();
              return summaries.find(
                  new SummaryQuery(Dimension.TEAM, null, null, today, today.plusDays(1), 10));
            });

    CostGroup first = Objects.requireNonNull(groups).getFirst();
    assertThat(first.group()).isEqualTo("sharded");
    assertThat(first.entries()).isEqualTo(16);
    assertThat(first.unpriced()).isEqualTo(8);
    assertThat(first.inputTokens()).isEqualTo(24);
    assertThat(first.totalCost()).hasToString("24002.4");
  }

  private List<String> explain(@Nullable Interval interval) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    SummaryQuery query =
        new SummaryQuery(
            Dimension.AGENT, null, interval, today.minusDays(1), today.plusDays(1), 100);
    return CostSummaries.bind(database.sql("EXPLAIN " + CostSummaries.sql(query)), query)
        .query(String.class)
        .list();
  }
}
