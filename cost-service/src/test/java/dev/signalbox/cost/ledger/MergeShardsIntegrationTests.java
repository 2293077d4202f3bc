package dev.signalbox.cost.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceIntegrationTest
class MergeShardsIntegrationTests {

  /** A day that no other test adds to. */
  private static final Instant MOMENT = Instant.parse("2025-08-08T08:08:08Z");

  private static final LocalDate DAY = LocalDate.ofInstant(MOMENT, ZoneOffset.UTC);

  private static final String ADD =
      """
      INSERT INTO %1$s AS present (dimension, %2$s, value, simulated, shard, entries, unpriced,
          unmetered, input_tokens, output_tokens, input_cost, output_cost, other_cost, compared,
          reported_cost, computed_cost)
      SELECT dimension, :step, value, false, :shard, 1, 0, 0, 10, 1, 0.1, 0.02, 0.003, 1, 0.2, 0.1
        FROM (VALUES ('agent', 'ada'), ('all', ''), ('conversation', 'c'), ('run', ''), ('team', 'engines'))
               AS sums (dimension, value)
       WHERE dimension NOT IN ('conversation', 'run') OR :byDay
       ORDER BY dimension COLLATE "C", value COLLATE "C"
      ON CONFLICT (dimension, %2$s, value, simulated, shard)
         DO UPDATE SET entries = present.entries + 1, input_cost = present.input_cost + 0.1
      """;

  @Autowired MergeShards merge;
  @Autowired MonthlyPartitions partitions;
  @Autowired JdbcClient database;

  @BeforeEach
  void clean() {
    partitions.ensure(MOMENT);
    database.sql("DELETE FROM cost_rollups WHERE day = ?").param(DAY).update();
    database
        .sql("DELETE FROM cost_rollups_by_hour WHERE hour >= ? AND hour < ?")
        .params(
            DAY.atStartOfDay().atOffset(ZoneOffset.UTC),
            DAY.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
        .update();
  }

  @Test
  void theShardsOfAPastDayBecomeOneRowWithTheSameSums() {
    for (int shard = 0; shard < 8; shard++) {
      add(shard);
    }
    List<Object> before = sums();

    merge.run();

    assertThat(sums()).isEqualTo(before);
    assertThat(rows("cost_rollups", "day = '2025-08-08' AND dimension <> 'conversation'"))
        .isEqualTo(4);
    assertThat(rows("cost_rollups_by_hour", "hour = '2025-08-08T08:00Z'")).isEqualTo(3);
    assertThat(rows("daily_values", "day = '2025-08-08' AND shard > 0")).isZero();
    assertThat(rows("daily_values", "day = '2025-08-08' AND number = 1")).isEqualTo(1);

    add(5);
    assertThat(rows("cost_rollups", "day = '2025-08-08' AND dimension = 'all'")).isEqualTo(2);
    merge.run();
    assertThat(rows("cost_rollups", "day = '2025-08-08' AND dimension = 'all'")).isEqualTo(1);
    assertThat(entries()).isEqualTo(9);
  }

  @Test
  void lateEntriesAreNeitherLostNorDoubledWhileShardsAreMerged() throws Exception {
    int writers = 4;
    long expected = 100;
    int each = 25;
    Callable<Void> writer =
        () -> {
          for (int entry = 0; entry < each; entry++) {
            add(entry % 8);
          }
          return null;
        };
    Callable<Void> merging =
        () -> {
          for (int round = 0; round < 10; round++) {
            merge.merge(DAY);
          }
          return null;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(writers + 1)) {
      for (Future<Void> done :
          threads.invokeAll(
              Stream.concat(Stream.generate(() -> writer).limit(writers), Stream.of(merging))
                  .toList())) {
        done.get();
      }
    }

    assertThat(entries()).isEqualTo(expected);
    merge.merge(DAY);
    assertThat(entries()).isEqualTo(expected);
  }

  private void add(int shard) {
    database
        .sql(ADD.formatted("cost_rollups", "day"))
        .param("step", DAY)
        .param("shard", shard)
        .param("byDay", true)
        .update();
    database
        .sql(ADD.formatted("cost_rollups_by_hour", "hour"))
        .param("step", MOMENT.atOffset(ZoneOffset.UTC).withMinute(0).withSecond(0))
        .param("shard", shard)
        .param("byDay", false)
        .update();
  }

  private List<Object> sums() {
    return database
        .sql(
            """
            SELECT dimension || ' ' || value || ' ' || sum(entries) || ' ' || sum(input_tokens) || ' '
                   || sum(output_tokens) || ' ' || sum(input_cost) || ' ' || sum(output_cost) || ' '
                   || sum(other_cost) || ' ' || sum(compared) || ' ' || sum(reported_cost) || ' '
                   || sum(computed_cost)
              FROM (SELECT dimension, value, entries, input_tokens, output_tokens, input_cost, output_cost,
                           other_cost, compared, reported_cost, computed_cost
                      FROM cost_rollups WHERE day = '2025-08-08'
                     UNION ALL
                    SELECT 'hourly ' || dimension, value, entries, input_tokens, output_tokens, input_cost,
                           output_cost, other_cost, compared, reported_cost, computed_cost
                      FROM cost_rollups_by_hour WHERE hour = '2025-08-08T08:00Z') AS both_tables
             GROUP BY dimension, value ORDER BY dimension, value
            """)
        .query((row, number) -> (Object) row.getString(1))
        .list();
  }

  private long entries() {
    return database
        .sql("SELECT sum(entries) FROM cost_rollups WHERE day = '2025-08-08' AND dimension = 'all'")
        .query(BigDecimal.class)
        .single()
        .longValueExact();
  }

  private long rows(String table, String condition) {
    return database
        .sql("SELECT count(*) FROM %s WHERE %s".formatted(table, condition))
        .query(Long.class)
        .single();
  }
}
