package dev.signalbox.cost.summary;

import dev.signalbox.cost.summary.CostGroup.Reported;
import dev.signalbox.kit.money.Usd;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads sums from the roll-ups; the ledger's own rows are never added up. */
@Repository
public class CostSummaries {

  /** All sums of a group. */
  static final String SUMS =
      """
      sum(entries)::bigint AS entries, sum(unpriced)::bigint AS unpriced,
      sum(unmetered)::bigint AS unmetered, sum(input_tokens)::bigint AS input_tokens,
      sum(output_tokens)::bigint AS output_tokens, sum(input_cost) AS input_cost,
      sum(output_cost) AS output_cost, sum(other_cost) AS other_cost,
      sum(compared)::bigint AS compared, sum(reported_cost) AS reported_cost,
      sum(computed_cost) AS computed_cost
      """;

  private final JdbcClient database;
  private final DearestLifetimes lifetimes;

  public CostSummaries(JdbcClient database) {
    this.database = database;
    this.lifetimes = new DearestLifetimes(database);
  }

  /** The sums, the most expensive first; those of a time series by step, from the newest. */
  public List<CostGroup> find(SummaryQuery query) {
    List<CostGroup> found = DearestLifetimes.mayAnswer(query) ? lifetimes.find(query) : List.of();
    return found.isEmpty() ? addUp(query) : found;
  }

  /** Adds up all that the period has. */
  List<CostGroup> addUp(SummaryQuery query) {
    return bind(database.sql(sql(query)), query).query((row, number) -> group(row)).list();
  }

  /** The statement that {@link #addUp} runs. */
  static String sql(SummaryQuery query) {
    @Nullable Interval interval = query.interval();
    Interval source = interval == null ? Interval.DAY : interval;
    return """
    SELECT nullif(value, '') AS grouped, %1$s AS at, simulated,
           %5$s
      FROM %2$s
     WHERE dimension = :dimension AND %3$s >= :from AND %3$s < :until%4$s
     GROUP BY value, at, simulated
     ORDER BY at DESC NULLS LAST, sum(input_cost) + sum(output_cost) + sum(other_cost) DESC,
           value, simulated
     LIMIT :limit
    """
        .formatted(
            interval == null ? "NULL::text" : interval.label(),
            source.table(),
            source.column(),
            query.value() == null ? "" : " AND value = :value",
            SUMS);
  }

  static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, SummaryQuery query) {
    boolean hours = query.interval() == Interval.HOUR;
    statement
        .param("dimension", query.dimension().wireName())
        .param("from", hours ? query.from().atStartOfDay().atOffset(ZoneOffset.UTC) : query.from())
        .param(
            "until", hours ? query.until().atStartOfDay().atOffset(ZoneOffset.UTC) : query.until())
        .param("limit", query.limit());
    return query.value() == null ? statement : statement.param("value", query.value());
  }

  static CostGroup group(ResultSet row) throws SQLException {
    BigDecimal input = row.getBigDecimal("input_cost");
    BigDecimal output = row.getBigDecimal("output_cost");
    BigDecimal other = row.getBigDecimal("other_cost");
    return new CostGroup(
        row.getString("grouped"),
        row.getString("at"),
        row.getBoolean("simulated"),
        row.getLong("entries"),
        row.getLong("unpriced"),
        row.getLong("unmetered"),
        row.getLong("input_tokens"),
        row.getLong("output_tokens"),
        new Usd(input),
        new Usd(output),
        new Usd(other),
        new Usd(input.add(output).add(other)),
        reported(row));
  }

  private static @Nullable Reported reported(ResultSet row) throws SQLException {
    long entries = row.getLong("compared");
    Usd cost = new Usd(row.getBigDecimal("reported_cost"));
    Usd computed = new Usd(row.getBigDecimal("computed_cost"));
    return entries == 0 ? null : new Reported(entries, cost, computed, cost.minus(computed));
  }
}
