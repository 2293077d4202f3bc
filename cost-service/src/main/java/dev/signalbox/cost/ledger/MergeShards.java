package dev.signalbox.cost.ledger;

import dev.signalbox.kit.housekeeping.Upkeep;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes one row of each sum of days that are over, because few are added to any more: reports then
 * read an eighth of the rows. A late entry begins a shard anew, which is merged in turn; at any
 * moment the shards of a sum add up to it.
 */
@Component
class MergeShards {

  private static final int MOST_DAYS = 31;

  private static final List<String> ALL =
      Arrays.stream(Dimension.values()).map(Dimension::wireName).toList();

  private static final List<String> CONTENDED =
      Arrays.stream(Dimension.values())
          .filter(Dimension::contended)
          .map(Dimension::wireName)
          .toList();

  /** Sums that have shards. */
  private static final String SHARDED =
      "dimension = ANY (:dimensions) AND (value = '' OR dimension = ANY (:contended))";

  private static final String ALONE =
      "SELECT pg_try_advisory_xact_lock(hashtextextended('merge shards', 0))";

  /** Every entry is in a sum of everything, in the shard that it is in for all others. */
  private static final String DAYS =
      """
      SELECT DISTINCT day FROM cost_rollups
       WHERE dimension = 'all' AND shard > 0 AND day < :before ORDER BY day DESC LIMIT :limit
      """;

  private static final String LOCK_VALUES =
      """
      SELECT count(*) FROM (
        SELECT FROM daily_values WHERE day = :day
         ORDER BY dimension, simulated, previous_day, shard FOR UPDATE) AS locked
      """;

  private static final String MERGE_VALUES =
      """
      WITH merged AS (DELETE FROM daily_values WHERE day = :day AND shard > 0 RETURNING *)
      INSERT INTO daily_values AS present (dimension, simulated, day, previous_day, shard, number)
      SELECT dimension, simulated, day, previous_day, 0, sum(number) FROM merged
       GROUP BY dimension, simulated, day, previous_day
       ORDER BY dimension, simulated, previous_day
      ON CONFLICT (dimension, simulated, day, previous_day, shard) DO UPDATE
         SET number = present.number + excluded.number
      """;

  private final Upkeep upkeep = new Upkeep(LoggerFactory.getLogger(MergeShards.class));
  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final Clock clock;

  MergeShards(JdbcClient database, PlatformTransactionManager transactions, Clock clock) {
    this.database = database;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  @Scheduled(fixedDelay = 60, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
  void run() {
    upkeep.quietly("merging the shards of past days", () -> days().forEach(this::merge));
  }

  /** Days before yesterday that have any, the newest first. */
  private List<LocalDate> days() {
    return database
        .sql(DAYS)
        .param("before", LocalDate.now(clock.withZone(ZoneOffset.UTC)).minusDays(1))
        .param("limit", MOST_DAYS)
        .query(LocalDate.class)
        .list();
  }

  /** Merges all sums of a day, unless another replica is about it. */
  void merge(LocalDate day) {
    transactions.executeWithoutResult(
        _ -> {
          if (Boolean.TRUE.equals(database.sql(ALONE).query(Boolean.class).single())) {
            merge(RollupTable.BY_DAY, day, day.plusDays(1));
            mergeValues(day);
            merge(
                RollupTable.BY_HOUR,
                day.atStartOfDay().atOffset(ZoneOffset.UTC),
                day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
          }
        });
  }

  private void merge(RollupTable table, Object from, Object until) {
    bind(database.sql(lock(table)), from, until).query(Long.class).single();
    bind(database.sql(merge(table)), from, until).update();
  }

  private void mergeValues(LocalDate day) {
    database.sql(LOCK_VALUES).param("day", day).query(Long.class).single();
    database.sql(MERGE_VALUES).param("day", day).update();
  }

  private static JdbcClient.StatementSpec bind(
      JdbcClient.StatementSpec statement, Object from, Object until) {
    return statement
        .param("dimensions", ALL.toArray(String[]::new), Types.ARRAY)
        .param("contended", CONTENDED.toArray(String[]::new), Types.ARRAY)
        .param("from", from)
        .param("until", until);
  }

  /** In the order of writers, so that none waits for this in a circle. */
  private static String lock(RollupTable table) {
    return """
    SELECT count(*) FROM (
      SELECT FROM %1$s
       WHERE %3$s AND %2$s >= :from AND %2$s < :until
       ORDER BY dimension, value, simulated, %2$s, shard FOR UPDATE) AS locked
    """
        .formatted(table.table(), table.step(), SHARDED);
  }

  private static String merge(RollupTable table) {
    return """
    WITH merged AS (
      DELETE FROM %1$s
       WHERE %3$s AND %2$s >= :from AND %2$s < :until AND shard > 0
      RETURNING *)
    """
            .formatted(table.table(), table.step(), SHARDED)
        + table.add(
            """
            SELECT dimension, %1$s, value, simulated, 0, %2$s FROM merged
             GROUP BY dimension, %1$s, value, simulated
             ORDER BY dimension, value, simulated, %1$s
            """
                .formatted(table.step(), RollupTable.totals()));
  }
}
