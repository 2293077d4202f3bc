package dev.signalbox.cost.ledger;

import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.ledger.Ledger.Entry;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sums that are kept with every entry, in its transaction. */
@Repository
class Rollups {

  /**
   * Rows are locked in the order of their dimensions and every writer holds one row of each, so two
   * writers never wait for each other in a circle.
   */
  private static final String UPSERT =
      """
      INSERT INTO cost_rollups (dimension, day, value, simulated, shard, entries, unpriced,
          unmetered, input_tokens, output_tokens, input_cost, output_cost, other_cost)
      SELECT dimension, :day, coalesce(value, ''), :simulated, :shard, 1, :unpriced, :unmetered,
             :inputTokens, :outputTokens, :inputCost, :outputCost, :otherCost
        FROM (VALUES ('agent', :agent), ('all', ''), ('conversation', :conversation),
                     ('key', :key), ('model', :model), ('provider', :provider), ('team', :team),
                     ('user', :user)) AS by (dimension, value)
       ORDER BY dimension
      ON CONFLICT (dimension, day, value, simulated, shard) DO UPDATE
         SET entries = cost_rollups.entries + excluded.entries,
             unpriced = cost_rollups.unpriced + excluded.unpriced,
             unmetered = cost_rollups.unmetered + excluded.unmetered,
             input_tokens = cost_rollups.input_tokens + excluded.input_tokens,
             output_tokens = cost_rollups.output_tokens + excluded.output_tokens,
             input_cost = cost_rollups.input_cost + excluded.input_cost,
             output_cost = cost_rollups.output_cost + excluded.output_cost,
             other_cost = cost_rollups.other_cost + excluded.other_cost
      """;

  private final JdbcClient database;
  private final LedgerSettings settings;

  Rollups(JdbcClient database, LedgerSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  void add(Entry entry) {
    Attempt attempt = entry.attempt();
    Usage usage = attempt.usage() == null ? null : attempt.usage().usage();
    PricedUsage priced = entry.priced();
    LocalDate day = entry.attemptedAt().atOffset(ZoneOffset.UTC).toLocalDate();
    database
        .sql(UPSERT)
        .param("day", day)
        .param("simulated", attempt.simulated())
        .param("shard", Math.floorMod(attempt.attemptId().hashCode(), settings.rollupShards()))
        .param("unpriced", entry.billing() instanceof Billing.Unpriced ? 1L : 0L)
        .param("unmetered", entry.billing() instanceof Billing.Unmetered ? 1L : 0L)
        .param("inputTokens", usage == null ? 0L : usage.input())
        .param("outputTokens", usage == null ? 0L : usage.output())
        .param("inputCost", priced == null ? BigDecimal.ZERO : priced.inputCost())
        .param("outputCost", priced == null ? BigDecimal.ZERO : priced.outputCost())
        .param("otherCost", priced == null ? BigDecimal.ZERO : priced.otherCost())
        .param("agent", attempt.agentId(), Types.VARCHAR)
        .param("conversation", attempt.conversationId(), Types.VARCHAR)
        .param("key", attempt.keyId(), Types.VARCHAR)
        .param("model", attempt.provider() + "/" + attempt.model())
        .param("provider", attempt.provider())
        .param("team", attempt.team(), Types.VARCHAR)
        .param("user", attempt.user(), Types.VARCHAR)
        .update();
  }
}
