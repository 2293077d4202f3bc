package dev.signalbox.cost.ledger;

import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.ledger.Ledger.Entry;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
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

  private static final String ADD_TO_DAY = upsert("cost_rollups", "day", BY_DAY);
  private static final String ADD_TO_HOUR = upsert("cost_rollups_by_hour", "hour", BY_HOUR);

  private final JdbcClient database;
  private final LedgerSettings settings;

  Rollups(JdbcClient database, LedgerSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  private static String upsert(String table, String time, List<Dimension> dimensions) {
    String values =
        dimensions.stream()
            .map(Dimension::wireName)
            .map(dimension -> "('%s', :%s)".formatted(dimension, dimension))
            .collect(Collectors.joining(", "));
    return """
    INSERT INTO %1$s AS present (dimension, %2$s, value, simulated, shard, entries, unpriced,
        unmetered, input_tokens, output_tokens, input_cost, output_cost, other_cost, compared,
        reported_cost, computed_cost)
    SELECT dimension, :%2$s, coalesce(value, ''), :simulated, :shard, 1, :unpriced, :unmetered,
           :inputTokens, :outputTokens, :inputCost, :outputCost, :otherCost, :compared,
           :reportedCost, :computedCost
      FROM (VALUES %3$s) AS by (dimension, value)
     ORDER BY dimension
    ON CONFLICT (dimension, %2$s, value, simulated, shard) DO UPDATE
       SET entries = present.entries + excluded.entries,
           unpriced = present.unpriced + excluded.unpriced,
           unmetered = present.unmetered + excluded.unmetered,
           input_tokens = present.input_tokens + excluded.input_tokens,
           output_tokens = present.output_tokens + excluded.output_tokens,
           input_cost = present.input_cost + excluded.input_cost,
           output_cost = present.output_cost + excluded.output_cost,
           other_cost = present.other_cost + excluded.other_cost,
           compared = present.compared + excluded.compared,
           reported_cost = present.reported_cost + excluded.reported_cost,
           computed_cost = present.computed_cost + excluded.computed_cost
    """
        .formatted(table, time, values);
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
    dimensions.forEach(
        dimension -> statement.param(dimension.wireName(), value(dimension, entry), Types.VARCHAR));
    return statement
        .param("simulated", attempt.simulated())
        .param("shard", Math.floorMod(attempt.attemptId().hashCode(), settings.rollupShards()))
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

  private static @Nullable String value(Dimension dimension, Entry entry) {
    Attempt attempt = entry.attempt();
    return switch (dimension) {
      case ALL -> "";
      case AGENT -> attempt.agentId();
      case CONVERSATION -> attempt.conversationId();
      case KEY -> attempt.keyId();
      case MODEL -> attempt.provider() + "/" + attempt.model();
      case OUTCOME -> attempt.outcome().wireName();
      case PROVIDER -> attempt.provider();
      case REQUESTED_MODEL -> attempt.requestedModel();
      case RUN -> attempt.runId();
      case SERVICE_TIER -> attempt.usage() == null ? null : attempt.usage().tier().wireName();
      case STATUS -> entry.billing().status();
      case TEAM -> attempt.team();
      case USAGE_SOURCE -> attempt.usageSource().wireName();
      case USER -> attempt.user();
    };
  }
}
