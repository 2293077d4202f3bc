package dev.signalbox.cost.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the ledger is kept.
 *
 * @param monthsAhead how many months' partitions are made before they are needed, 1 to 24
 * @param oldestAttempt attempts that began longer ago are refused: their ids cannot be right
 * @param newestAttempt attempts that begin further in the future are refused
 * @param rollupShards over how many rows the writers of one sum spread, 1 to 64
 * @param batchSize how many events are taken together at most, 1 to 1,000
 */
@ConfigurationProperties("signalbox.cost.ledger")
record LedgerSettings(
    @DefaultValue("3") int monthsAhead,
    @DefaultValue("730d") Duration oldestAttempt,
    @DefaultValue("1d") Duration newestAttempt,
    @DefaultValue("8") int rollupShards,
    @DefaultValue("200") int batchSize) {

  LedgerSettings {
    require(monthsAhead >= 1 && monthsAhead <= 24, "months-ahead must be between 1 and 24");
    require(oldestAttempt.isPositive(), "oldest-attempt must be longer than nothing");
    require(newestAttempt.isPositive(), "newest-attempt must be longer than nothing");
    require(rollupShards >= 1 && rollupShards <= 64, "rollup-shards must be between 1 and 64");
    require(batchSize >= 1 && batchSize <= 1_000, "batch-size must be between 1 and 1000");
  }

  /** The row that an attempt is added to of those that the writers of one sum spread over. */
  int shardOf(String attemptId) {
    return Math.floorMod(attemptId.hashCode(), rollupShards);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("signalbox.cost.ledger." + rule);
    }
  }
}
