package dev.signalbox.cost.ledger;

import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.ledger.Ledger.Entry;
import dev.signalbox.cost.usage.Bucket;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The sums that advice is made from, kept with every entry, in its transaction. What several
 * entries add to one row is added up first; rows are locked in the order of the whole key.
 */
@Repository
class AgentRollups {

  private static final String ADD =
      """
      INSERT INTO agent_usage AS present (agent_id, provider, model, day, team, service_tier,
          simulated, shard, calls, completed, failed, priced, cost, input_tokens, output_tokens,
          largest_input, dear, dear_continued, dear_surcharge, cache_read_tokens, cacheable, missed,
          missed_tokens, cache_saving, batchable, batch_saving)
      SELECT agent_id, provider, model, day, team, service_tier, simulated, :shard, calls, completed,
             failed, priced, cost, input_tokens, output_tokens, largest_input, dear, dear_continued,
             dear_surcharge, cache_read_tokens, cacheable, missed, missed_tokens, cache_saving,
             batchable, batch_saving
        FROM unnest(:agents::text[], :providers::text[], :models::text[], :days::date[],
                    :teams::text[], :serviceTiers::text[], :simulated::boolean[], :calls::bigint[],
                    :completed::bigint[], :failed::bigint[], :priced::bigint[], :costs::numeric[],
                    :inputTokens::bigint[], :outputTokens::bigint[], :largestInputs::bigint[],
                    :dear::bigint[], :dearContinued::bigint[], :dearSurcharges::numeric[],
                    :cacheReadTokens::bigint[], :cacheable::bigint[], :missed::bigint[],
                    :missedTokens::bigint[], :cacheSavings::numeric[], :batchable::bigint[],
                    :batchSavings::numeric[])
               AS used (agent_id, provider, model, day, team, service_tier, simulated, calls,
                   completed, failed, priced, cost, input_tokens, output_tokens, largest_input, dear,
                   dear_continued, dear_surcharge, cache_read_tokens, cacheable, missed,
                   missed_tokens, cache_saving, batchable, batch_saving)
       ORDER BY agent_id COLLATE "C", provider COLLATE "C", model COLLATE "C", day,
             team COLLATE "C", service_tier COLLATE "C", simulated
      ON CONFLICT (agent_id, provider, model, day, team, service_tier, simulated, shard) DO UPDATE
         SET calls = present.calls + excluded.calls,
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
      SELECT agent_id, provider, model, day, team, service_tier, simulated, :shard, bucket, quantity
        FROM unnest(:agents::text[], :providers::text[], :models::text[], :days::date[],
                    :teams::text[], :serviceTiers::text[], :simulated::boolean[], :buckets::text[],
                    :quantities::numeric[])
               AS counted (agent_id, provider, model, day, team, service_tier, simulated, bucket,
                   quantity)
       ORDER BY agent_id COLLATE "C", provider COLLATE "C", model COLLATE "C", day,
             team COLLATE "C", service_tier COLLATE "C", simulated, bucket COLLATE "C"
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

  /** All go to the shard of the first. They are in the ledger already, where some find others. */
  void add(List<Entry> entries) {
    int shard = settings.shardOf(entries.getFirst().attempt().attemptId());
    Map<AgentKey, AgentSums> sums = new HashMap<>();
    Map<CountKey, BigDecimal> counts = new HashMap<>();
    for (Entry entry : entries) {
      AgentKey key = AgentKey.of(entry);
      sums.merge(key, AgentSums.of(entry, missed(entry)), AgentSums::plus);
      PricedUsage priced = entry.priced();
      if (priced != null) {
        priced
            .usage()
            .counts()
            .forEach(
                (bucket, quantity) ->
                    counts.merge(new CountKey(key, bucket), quantity, BigDecimal::add));
      }
    }
    add(sums, shard);
    if (!counts.isEmpty()) {
      addCounts(counts, shard);
    }
  }

  private MissedSavings missed(Entry entry) {
    PricedUsage priced = entry.priced();
    return priced == null
        ? MissedSavings.UNKNOWN
        : MissedSavings.of(entry.attempt(), priced, () -> previous.before(entry.attempt()));
  }

  private void add(Map<AgentKey, AgentSums> sums, int shard) {
    keys(new ArrayColumns<>(database.sql(ADD), sums.entrySet()), Map.Entry::getKey)
        .numbers("calls", row -> row.getValue().calls())
        .numbers("completed", row -> row.getValue().completed())
        .numbers("failed", row -> row.getValue().failed())
        .numbers("priced", row -> row.getValue().priced())
        .amounts("costs", row -> row.getValue().cost())
        .numbers("inputTokens", row -> row.getValue().inputTokens())
        .numbers("outputTokens", row -> row.getValue().outputTokens())
        .numbers("largestInputs", row -> row.getValue().largestInput())
        .numbers("dear", row -> row.getValue().dear())
        .numbers("dearContinued", row -> row.getValue().dearContinued())
        .amounts("dearSurcharges", row -> row.getValue().dearSurcharge())
        .numbers("cacheReadTokens", row -> row.getValue().cacheReadTokens())
        .numbers("cacheable", row -> row.getValue().cacheable())
        .numbers("missed", row -> row.getValue().missed())
        .numbers("missedTokens", row -> row.getValue().missedTokens())
        .amounts("cacheSavings", row -> row.getValue().cacheSaving())
        .numbers("batchable", row -> row.getValue().batchable())
        .amounts("batchSavings", row -> row.getValue().batchSaving())
        .bound()
        .param("shard", shard)
        .update();
  }

  private void addCounts(Map<CountKey, BigDecimal> counts, int shard) {
    keys(
            new ArrayColumns<>(database.sql(ADD_COUNTS), counts.entrySet()),
            row -> row.getKey().agent())
        .texts("buckets", row -> row.getKey().bucket().wireName())
        .amounts("quantities", Map.Entry::getValue)
        .bound()
        .param("shard", shard)
        .update();
  }

  private static <T> ArrayColumns<T> keys(ArrayColumns<T> columns, Function<T, AgentKey> key) {
    return columns
        .texts("agents", row -> key.apply(row).agent())
        .texts("providers", row -> key.apply(row).provider())
        .texts("models", row -> key.apply(row).model())
        .texts("days", row -> key.apply(row).day().toString())
        .texts("teams", row -> key.apply(row).team())
        .texts("serviceTiers", row -> key.apply(row).serviceTier())
        .flags("simulated", row -> key.apply(row).simulated());
  }

  private record CountKey(AgentKey agent, Bucket bucket) {}
}
