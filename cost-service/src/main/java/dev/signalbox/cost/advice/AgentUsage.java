package dev.signalbox.cost.advice;

import dev.signalbox.cost.ledger.AgentSums;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what agents used from its sums; the ledger's own rows are never added up. */
@Repository
class AgentUsage {

  static final String MODELS =
      """
      SELECT agent_id, provider, model, sum(calls)::bigint AS calls,
             sum(completed)::bigint AS completed, sum(failed)::bigint AS failed,
             sum(priced)::bigint AS priced, sum(cost) AS cost,
             sum(input_tokens)::bigint AS input_tokens, sum(output_tokens)::bigint AS output_tokens,
             max(largest_input) AS largest_input, sum(dear)::bigint AS dear,
             sum(dear_continued)::bigint AS dear_continued, sum(dear_surcharge) AS dear_surcharge,
             sum(cache_read_tokens)::bigint AS cache_read_tokens, sum(cacheable)::bigint AS cacheable,
             sum(missed)::bigint AS missed, sum(missed_tokens)::bigint AS missed_tokens,
             sum(cache_saving) AS cache_saving, sum(batchable)::bigint AS batchable,
             sum(batch_saving) AS batch_saving
        FROM agent_usage
       WHERE day >= :from AND day < :until AND simulated = :simulated
         AND (:agent::text IS NULL OR agent_id = :agent)
       GROUP BY agent_id, provider, model
       ORDER BY sum(cost) DESC, agent_id, provider, model
       LIMIT :limit
      """;

  static final String PARTS =
      """
      SELECT day, team, service_tier, priced, cost, largest_input, buckets, quantities
        FROM (SELECT day, team, service_tier, sum(priced)::bigint AS priced, sum(cost) AS cost,
                     max(largest_input) AS largest_input
                FROM agent_usage
               WHERE agent_id = :agent AND provider = :provider AND model = :model
                 AND day >= :from AND day < :until AND simulated = :simulated AND priced > 0
               GROUP BY day, team, service_tier) AS used
        LEFT JOIN
             (SELECT day, team, service_tier, array_agg(bucket) AS buckets,
                     array_agg(quantity) AS quantities
                FROM (SELECT day, team, service_tier, bucket, sum(quantity) AS quantity
                        FROM agent_usage_counts
                       WHERE agent_id = :agent AND provider = :provider AND model = :model
                         AND day >= :from AND day < :until AND simulated = :simulated
                       GROUP BY day, team, service_tier, bucket) AS counted
               GROUP BY day, team, service_tier) AS counts USING (day, team, service_tier)
      """;

  private final JdbcClient database;

  AgentUsage(JdbcClient database) {
    this.database = database;
  }

  /** What was used of which model, the most expensive first. */
  List<AgentModel> models(AdviceQuery query, int limit) {
    return bind(database.sql(MODELS), query, limit).query((row, number) -> model(row)).list();
  }

  /** The calls of which the cost is known, by what prices depend on. */
  List<UsedPart> parts(AdviceQuery query, AgentModel of) {
    return bind(database.sql(PARTS), query)
        .param("agent", of.agent())
        .param("provider", of.provider())
        .param("model", of.model())
        .query((row, number) -> part(row))
        .list();
  }

  static JdbcClient.StatementSpec bind(
      JdbcClient.StatementSpec statement, AdviceQuery query, int limit) {
    return bind(statement, query)
        .param("agent", query.agent(), Types.VARCHAR)
        .param("limit", limit);
  }

  private static JdbcClient.StatementSpec bind(
      JdbcClient.StatementSpec statement, AdviceQuery query) {
    return statement
        .param("from", query.from())
        .param("until", query.until())
        .param("simulated", query.simulated());
  }

  private static AgentModel model(ResultSet row) throws SQLException {
    return new AgentModel(
        row.getString("agent_id"), row.getString("provider"), row.getString("model"), sums(row));
  }

  private static AgentSums sums(ResultSet row) throws SQLException {
    return new AgentSums(
        row.getLong("calls"),
        row.getLong("completed"),
        row.getLong("failed"),
        row.getLong("priced"),
        row.getBigDecimal("cost"),
        row.getLong("input_tokens"),
        row.getLong("output_tokens"),
        row.getLong("largest_input"),
        row.getLong("dear"),
        row.getLong("dear_continued"),
        row.getBigDecimal("dear_surcharge"),
        row.getLong("cache_read_tokens"),
        row.getLong("cacheable"),
        row.getLong("missed"),
        row.getLong("missed_tokens"),
        row.getBigDecimal("cache_saving"),
        row.getLong("batchable"),
        row.getBigDecimal("batch_saving"));
  }

  private static UsedPart part(ResultSet row) throws SQLException {
    String team = row.getString("team");
    return new UsedPart(
        row.getObject("day", LocalDate.class),
        team.isEmpty() ? null : team,
        ServiceTier.ofWireName(row.getString("service_tier")).orElse(ServiceTier.STANDARD),
        row.getLong("priced"),
        row.getBigDecimal("cost"),
        row.getLong("largest_input"),
        usage(row.getArray("buckets"), row.getArray("quantities")));
  }

  private static Usage usage(@Nullable Array buckets, @Nullable Array quantities)
      throws SQLException {
    Map<Bucket, BigDecimal> counts = new EnumMap<>(Bucket.class);
    if (buckets != null && quantities != null) {
      String[] names = (String[]) buckets.getArray();
      BigDecimal[] numbers = (BigDecimal[]) quantities.getArray();
      for (int place = 0; place < names.length; place++) {
        Optional<Bucket> bucket = Bucket.ofWireName(names[place]);
        if (bucket.isPresent()) {
          counts.put(bucket.get(), numbers[place]);
        }
      }
    }
    return Usage.counted(counts);
  }
}
