package dev.signalbox.cost.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ReportedUsage;
import dev.signalbox.cost.usage.Usage;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceIntegrationTest
class LifetimeCostsIntegrationTests {

  private static final String OF_DAYS =
      """
      SELECT concat_ws(' ', dimension, value, simulated, min(day), max(day), sum(entries),
                       sum(input_cost + output_cost + other_cost))
        FROM cost_rollups WHERE value IN (:conversation, :run)
       GROUP BY dimension, value, simulated ORDER BY 1
      """;

  private static final String OF_LIFETIMES =
      """
      SELECT concat_ws(' ', dimension, value, simulated, first_day, last_day, entries, cost)
        FROM lifetime_costs WHERE value IN (:conversation, :run) ORDER BY 1
      """;

  /** What differs between the days that are kept of all values and those that there are. */
  private static final String DAYS_THAT_DIFFER =
      """
      WITH followed AS (
          SELECT dimension, simulated, day, coalesce(lag(day) OVER life, '-infinity') AS previous_day
            FROM (SELECT DISTINCT dimension, value, simulated, day FROM cost_rollups
                   WHERE dimension IN ('conversation', 'run') AND value <> '') AS days
          WINDOW life AS (PARTITION BY dimension, value, simulated ORDER BY day))
      SELECT concat_ws(' ', dimension, simulated, day, previous_day, sum(number))
        FROM (SELECT dimension, simulated, day, previous_day, number FROM daily_values
               UNION ALL
              SELECT dimension, simulated, day, previous_day, -1 FROM followed) AS differences
       GROUP BY dimension, simulated, day, previous_day HAVING sum(number) <> 0
      """;

  @Autowired RecordUsage ledger;
  @Autowired JdbcClient database;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final String conversation = IdKind.CONVERSATION.next();
  private final String run = "run-" + IdKind.REQUEST.next();

  @Test
  void whatManySettleAtOnceIsInTheLifetimesAsInTheDays() throws Exception {
    int writers = 4;
    int each = 10;
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      for (Future<Void> done :
          threads.invokeAll(Stream.generate(() -> writer(each)).limit(writers).toList())) {
        done.get();
      }
    }

    assertThat(read(OF_LIFETIMES))
        .hasSize(4)
        .isEqualTo(read(OF_DAYS))
        .anyMatch(
            lifetime -> lifetime.startsWith("run " + run + " f ") && lifetime.contains(" 20 "));
    assertThat(database.sql(DAYS_THAT_DIFFER).query(String.class).list()).isEmpty();
  }

  @Test
  void entriesWithoutAValueHaveNoLifetime() {
    record(now, null, false);

    assertThat(
            database
                .sql("SELECT count(*) FROM lifetime_costs WHERE value = ''")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void theWritersOfEntriesWithoutAValueSpreadOverRows() {
    for (int entry = 0; entry < 20; entry++) {
      record(now, null, false);
    }

    assertThat(
            database
                .sql(
                    """
                    SELECT count(DISTINCT shard) FROM cost_rollups
                     WHERE dimension = 'run' AND value = '' AND NOT simulated
                    """)
                .query(Long.class)
                .single())
        .isGreaterThan(1);
  }

  @Test
  void noDayCostsLessThanNothing() {
    assertThatThrownBy(
            () ->
                database
                    .sql(
                        """
                        INSERT INTO cost_rollups (dimension, day, value, simulated, shard, entries,
                            unpriced, unmetered, input_tokens, output_tokens, input_cost, output_cost)
                        VALUES ('run', current_date, :run, false, 0, 1, 0, 0, 0, 0, 0, -1)
                        """)
                    .param("run", run)
                    .update())
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  /** Half of them simulated, on three days. */
  private Callable<Void> writer(int entries) {
    return () -> {
      for (int entry = 0; entry < entries; entry++) {
        record(now.minus(Duration.ofDays(entry % 3)), run, entry % 2 == 0);
      }
      return null;
    };
  }

  private void record(Instant started, @Nullable String ofRun, boolean simulated) {
    String id = AttemptIds.at(started);
    Event event = UsageFixtures.recorded(UsageFixtures.anyUsage(id), null);
    ledger.record(
        List.of(
            new ToldAttempt(
                event,
                new Attempt(
                    id,
                    event.id(),
                    null,
                    ofRun == null ? null : conversation,
                    ofRun,
                    null,
                    null,
                    null,
                    null,
                    "openai",
                    "gpt-4o",
                    null,
                    simulated,
                    Outcome.COMPLETED,
                    UsageSource.PROVIDER,
                    "chat",
                    ReportedUsage.of(
                        Usage.disjoint(
                            Map.of(Bucket.INPUT_UNCACHED, 1_000L, Bucket.OUTPUT_VISIBLE, 100L))),
                    null,
                    null,
                    started,
                    null,
                    started.plusSeconds(1),
                    new Admission("openai", List.of(), started, List.of())))));
  }

  private List<String> read(String sql) {
    return database
        .sql(sql)
        .param("conversation", conversation)
        .param("run", run)
        .query(String.class)
        .list();
  }
}
