package dev.signalbox.cost.ledger;

import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.ledger.Ledger.Entry;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The sums that are kept with every entry, in its transaction: first those by day, then those by
 * hour. What several entries add to one row is added up first.
 */
@Repository
class Rollups {

  private static final List<Dimension> BY_DAY = List.of(Dimension.values());
  private static final List<Dimension> BY_HOUR = BY_DAY.stream().filter(Dimension::byHour).toList();

  private static final String ADD_TO_DAYS = add(RollupTable.BY_DAY);
  private static final String ADD_TO_HOURS = add(RollupTable.BY_HOUR);

  private final JdbcClient database;
  private final LedgerSettings settings;

  Rollups(JdbcClient database, LedgerSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  /**
   * Rows are locked in the order of the whole key, days before hours, so two writers never wait for
   * each other in a circle. A value comes before its steps: what it came to in all its days is
   * locked in the same order.
   */
  private static String add(RollupTable table) {
    return table.add(
        """
        SELECT *
          FROM unnest(:dimensions::text[], :steps::%s[], :values::text[], :simulated::boolean[],
                      :shards::smallint[], :entries::bigint[], :unpriced::bigint[],
                      :unmetered::bigint[], :inputTokens::bigint[], :outputTokens::bigint[],
                      :inputCosts::numeric[], :outputCosts::numeric[], :otherCosts::numeric[],
                      :compared::bigint[], :reportedCosts::numeric[], :computedCosts::numeric[])
                 AS sums (dimension, step, value, simulated, shard)
         ORDER BY dimension COLLATE "C", value COLLATE "C", simulated, step, shard
        """
            .formatted(table.stepType()));
  }

  /** Where writers spread over rows, all of these go to one, the first entry's. */
  void add(List<Entry> entries) {
    int shard = settings.shardOf(entries.getFirst().attempt().attemptId());
    add(ADD_TO_DAYS, sums(entries, BY_DAY, Rollups::day, shard));
    add(ADD_TO_HOURS, sums(entries, BY_HOUR, Rollups::hour, shard));
  }

  private static Map<RollupKey, RollupSums> sums(
      List<Entry> entries, List<Dimension> dimensions, Function<Entry, String> step, int shard) {
    Map<RollupKey, RollupSums> sums = new HashMap<>();
    for (Entry entry : entries) {
      RollupSums added = RollupSums.of(entry);
      String at = step.apply(entry);
      for (Dimension dimension : dimensions) {
        for (String value : values(dimension, entry)) {
          sums.merge(
              new RollupKey(
                  dimension,
                  at,
                  value,
                  entry.attempt().simulated(),
                  dimension.contended(value) ? shard : 0),
              added,
              RollupSums::plus);
        }
      }
    }
    return sums;
  }

  private void add(String statement, Map<RollupKey, RollupSums> sums) {
    new ArrayColumns<>(database.sql(statement), sums.entrySet())
        .texts("dimensions", row -> row.getKey().dimension().wireName())
        .texts("steps", row -> row.getKey().step())
        .texts("values", row -> row.getKey().value())
        .flags("simulated", row -> row.getKey().simulated())
        .numbers("shards", row -> row.getKey().shard())
        .numbers("entries", row -> row.getValue().entries())
        .numbers("unpriced", row -> row.getValue().unpriced())
        .numbers("unmetered", row -> row.getValue().unmetered())
        .numbers("inputTokens", row -> row.getValue().inputTokens())
        .numbers("outputTokens", row -> row.getValue().outputTokens())
        .amounts("inputCosts", row -> row.getValue().inputCost())
        .amounts("outputCosts", row -> row.getValue().outputCost())
        .amounts("otherCosts", row -> row.getValue().otherCost())
        .numbers("compared", row -> row.getValue().compared())
        .amounts("reportedCosts", row -> row.getValue().reportedCost())
        .amounts("computedCosts", row -> row.getValue().computedCost())
        .bound()
        .update();
  }

  private static String day(Entry entry) {
    return entry.attemptedAt().atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static String hour(Entry entry) {
    return entry.attemptedAt().truncatedTo(ChronoUnit.HOURS).toString();
  }

  /** Most often one; what an entry has none of is empty. */
  private static Collection<String> values(Dimension dimension, Entry entry) {
    Attempt attempt = entry.attempt();
    return switch (dimension) {
      case ALL -> one("");
      case AGENT -> one(attempt.agentId());
      case CONVERSATION -> one(attempt.conversationId());
      case KEY -> one(attempt.keyId());
      case MODEL -> one(attempt.provider() + "/" + attempt.model());
      case OUTCOME -> one(attempt.outcome().wireName());
      case PRICE -> one(priceId(entry));
      case PROVIDER -> one(attempt.provider());
      case REQUESTED_MODEL -> one(attempt.requestedModel());
      case RUN -> one(attempt.runId());
      case SERVICE_TIER -> one(attempt.usage() == null ? null : attempt.usage().tier().wireName());
      case STATUS -> one(entry.billing().status());
      case TAG -> tags(attempt.admission().tags());
      case TEAM -> one(attempt.team());
      case USAGE_SOURCE -> one(attempt.usageSource().wireName());
      case USER -> one(attempt.user());
    };
  }

  private static @Nullable String priceId(Entry entry) {
    PricedUsage priced = entry.priced();
    return priced == null ? null : priced.match().price().priceId();
  }

  private static List<String> one(@Nullable String value) {
    return List.of(value == null ? "" : value);
  }

  private static Collection<String> tags(List<String> tags) {
    return tags.isEmpty() ? one(null) : new LinkedHashSet<>(tags);
  }
}
