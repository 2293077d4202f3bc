package dev.signalbox.cost.ledger;

import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.ledger.Ledger.Entry;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sums that advice is made from, kept with every entry, in its transaction. */
@Repository
class AgentRollups {

  private static final String ADD =
      """
      INSERT INTO agent_usage AS present (agent_id, provider, model, day, team, service_tier,
          simulated, shard, calls, completed, failed, priced, cost, input_tokens, output_tokens,
          largest_input, dear, dear_continued, dear_surcharge, cache_read_tokens, cacheable, missed,
          missed_tokens, cache_saving, batchable, batch_saving)
      VALUES (:agent, :provider, :model, :day, :team, :serviceTier, :simulated, :shard, 1,
          :completed, :failed, :priced, :cost, :inputTokens, :outputTokens, :inputTokens, :dear,
          :dearContinued, :dearSurcharge, :cacheReadTokens, :cacheable, :missed, :missedTokens,
          :cacheSaving, :batchable, :batchSaving)
      ON CONFLICT (agent_id, provider, model, day, team, service_tier, simulated, shard) DO UPDATE
         SET calls = present.calls + 1,
             completed = present.completed + excluded.completed,
             failed = present.failed + excluded.failed,
             priced = present.priced + excluded.priced,
             cost = present.cost + excluded.cost,
             input_tokens = present.input_tokens + excluded.input_tokens,
             output_tokens = present.output_tokens + excluded.output_tokens,
             largest_input = greatest(present.largest_input, excluded.largest_input),
             dear = present.dear + excluded.dear,
             dear_continued = present.dear_continued + excluded.dear_continued,
             dear_surcharge = present.dear_surcharge + excluded.dear_surcharge,
             cache_read_tokens = present.cache_read_tokens + excluded.cache_read_tokens,
             cacheable = present.cacheable + excluded.cacheable,
             missed = present.missed + excluded.missed,
             missed_tokens = present.missed_tokens + excluded.missed_tokens,
             cache_saving = present.cache_saving + excluded.cache_saving,
             batchable = present.batchable + excluded.batchable,
             batch_saving = present.batch_saving + excluded.batch_saving
      """;

  private static final String ADD_COUNTS =
      """
      INSERT INTO agent_usage_counts AS present (agent_id, provider, model, day, team, service_tier,
          simulated, shard, bucket, quantity)
      SELECT :agent, :provider, :model, :day, :team, :serviceTier, :simulated, :shard, bucket, quantity
        FROM unnest(:buckets::text[], :quantities::numeric[]) AS counted (bucket, quantity)
       ORDER BY bucket COLLATE "C"
      ON CONFLICT (agent_id, provider, model, day, team, service_tier, simulated, shard, bucket)
         DO UPDATE SET quantity = present.quantity + excluded.quantity
      """;

  private final JdbcClient database;
  private final PreviousCalls previous;
  private final LedgerSettings settings;

  AgentRollups(JdbcClient database, PreviousCalls previous, LedgerSettings settings) {
    this.database = database;
    this.previous = previous;
    this.settings = settings;
  }

  void add(Entry entry) {
    Attempt attempt = entry.attempt();
    PricedUsage priced = entry.priced();
    MissedSavings missed =
        priced == null
            ? MissedSavings.UNKNOWN
            : MissedSavings.of(attempt, priced, () -> previous.before(attempt));
    bind(database.sql(ADD), entry)
        .param("completed", number(attempt.outcome() == Outcome.COMPLETED))
        .param("failed", number(failed(attempt.outcome())))
        .param("priced", number(priced != null))
        .param("cost", missed.cost())
        .param("inputTokens", priced == null ? 0L : priced.usage().input())
        .param("outputTokens", priced == null ? 0L : priced.usage().output())
        .param("dear", number(missed.dear()))
        .param("dearContinued", number(missed.dearContinued()))
        .param("dearSurcharge", missed.dearSurcharge())
        .param("cacheReadTokens", priced == null ? 0L : cacheRead(priced.usage()))
        .param("cacheable", number(missed.cacheable()))
        .param("missed", number(missed.missedTokens() > 0))
        .param("missedTokens", missed.missedTokens())
        .param("cacheSaving", missed.cacheSaving())
        .param("batchable", number(missed.batchable()))
        .param("batchSaving", missed.batchSaving())
        .update();
    if (priced != null) {
      Map<Bucket, BigDecimal> counts = priced.usage().counts();
      bind(database.sql(ADD_COUNTS), entry)
          .param(
              "buckets",
              counts.keySet().stream().map(Bucket::wireName).toArray(String[]::new),
              Types.ARRAY)
          .param("quantities", counts.values().toArray(BigDecimal[]::new), Types.ARRAY)
          .update();
    }
  }

  private JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Entry entry) {
    Attempt attempt = entry.attempt();
    return statement
        .param("agent", orEmpty(attempt.agentId()))
        .param("provider", attempt.provider())
        .param("model", attempt.model())
        .param("day", entry.attemptedAt().atOffset(ZoneOffset.UTC).toLocalDate())
        .param("team", orEmpty(attempt.team()))
        .param("serviceTier", attempt.usage() == null ? "" : attempt.usage().tier().wireName())
        .param("simulated", attempt.simulated())
        .param("shard", settings.shardOf(attempt.attemptId()));
  }

  private static boolean failed(Outcome outcome) {
    return switch (outcome) {
      case PROVIDER_ERROR, TIMED_OUT -> true;
      case COMPLETED, CLIENT_GONE, LOST -> false;
    };
  }

  private static long cacheRead(Usage usage) {
    return usage.total(Bucket.INPUT_CACHE_READ).longValueExact();
  }

  private static long number(boolean counts) {
    return counts ? 1 : 0;
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
