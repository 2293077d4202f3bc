package dev.signalbox.cost.ledger;

import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.ledger.Ledger.Entry;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The sums that are kept with every entry, in its transaction: first those by day, then those by
 * hour.
 */
@Repository
class Rollups {

  private static final List<Dimension> BY_DAY = List.of(Dimension.values());
  private static final List<Dimension> BY_HOUR = BY_DAY.stream().filter(Dimension::byHour).toList();

  private static final String ADD_TO_DAY = add(RollupTable.BY_DAY);
  private static final String ADD_TO_HOUR = add(RollupTable.BY_HOUR);

  private final JdbcClient database;
  private final LedgerSettings settings;

  Rollups(JdbcClient database, LedgerSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  /**
   * Rows are locked in the order of their dimensions and values, days before hours, so two writers
   * never wait for each other in a circle.
   */
  private static String add(RollupTable table) {
    return table.add(
        """
        SELECT dimension, :%s, value, :simulated, shard, 1, :unpriced, :unmetered, :inputTokens,
               :outputTokens, :inputCost, :outputCost, :otherCost, :compared, :reportedCost,
               :computedCost
          FROM unnest(:dimensions::text[], :values::text[], :shards::smallint[])
                 AS by (dimension, value, shard)
         ORDER BY dimension COLLATE "C", value COLLATE "C"
        """
            .formatted(table.step()));
  }

  void add(Entry entry) {
    OffsetDateTime attempted = entry.attemptedAt().atOffset(ZoneOffset.UTC);
    bind(database.sql(ADD_TO_DAY), entry, BY_DAY).param("day", attempted.toLocalDate()).update();
    bind(database.sql(ADD_TO_HOUR), entry, BY_HOUR)
        .param("hour", attempted.truncatedTo(ChronoUnit.HOURS))
        .update();
  }

  private JdbcClient.StatementSpec bind(
      JdbcClient.StatementSpec statement, Entry entry, List<Dimension> dimensions) {
    Attempt attempt = entry.attempt();
    Usage usage = attempt.usage() == null ? null : attempt.usage().usage();
    PricedUsage priced = entry.priced();
    BigDecimal reported = priced == null ? null : attempt.reportedCost();
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    List<Integer> shards = new ArrayList<>();
    int shard = settings.shardOf(attempt.attemptId());
    for (Dimension dimension : dimensions) {
      for (String value : values(dimension, entry)) {
        names.add(dimension.wireName());
        values.add(value);
        shards.add(dimension.contended(value) ? shard : 0);
      }
    }
    return statement
        .param("dimensions", names.toArray(String[]::new), Types.ARRAY)
        .param("values", values.toArray(String[]::new), Types.ARRAY)
        .param("shards", shards.toArray(Integer[]::new), Types.ARRAY)
        .param("simulated", attempt.simulated())
        .param("unpriced", entry.billing() instanceof Billing.Unpriced ? 1L : 0L)
        .param("unmetered", entry.billing() instanceof Billing.Unmetered ? 1L : 0L)
        .param("inputTokens", usage == null ? 0L : usage.input())
        .param("outputTokens", usage == null ? 0L : usage.output())
        .param("inputCost", priced == null ? BigDecimal.ZERO : priced.inputCost())
        .param("outputCost", priced == null ? BigDecimal.ZERO : priced.outputCost())
        .param("otherCost", priced == null ? BigDecimal.ZERO : priced.otherCost())
        .param("compared", reported == null ? 0L : 1L)
        .param("reportedCost", reported == null ? BigDecimal.ZERO : reported)
        .param(
            "computedCost",
            priced == null || reported == null ? BigDecimal.ZERO : priced.totalCost());
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
