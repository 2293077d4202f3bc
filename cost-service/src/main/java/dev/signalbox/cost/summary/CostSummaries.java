package dev.signalbox.cost.summary;

import dev.signalbox.kit.money.Usd;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads sums from the roll-ups; the ledger's own rows are never added up. */
@Repository
public class CostSummaries {

  static final String BY_VALUE =
      """
      SELECT nullif(value, '') AS grouped, simulated,
             sum(entries)::bigint AS entries, sum(unpriced)::bigint AS unpriced,
             sum(unmetered)::bigint AS unmetered, sum(input_tokens)::bigint AS input_tokens,
             sum(output_tokens)::bigint AS output_tokens,
             sum(input_cost) AS input_cost, sum(output_cost) AS output_cost,
             sum(other_cost) AS other_cost
        FROM cost_rollups
       WHERE dimension = :dimension AND day >= :from AND day < :to
       GROUP BY value, simulated
       ORDER BY sum(input_cost) + sum(output_cost) + sum(other_cost) DESC, value, simulated
       LIMIT :limit
      """;

  static final String BY_DAY =
      """
      SELECT day::text AS grouped, simulated,
             sum(entries)::bigint AS entries, sum(unpriced)::bigint AS unpriced,
             sum(unmetered)::bigint AS unmetered, sum(input_tokens)::bigint AS input_tokens,
             sum(output_tokens)::bigint AS output_tokens,
             sum(input_cost) AS input_cost, sum(output_cost) AS output_cost,
             sum(other_cost) AS other_cost
        FROM cost_rollups
       WHERE dimension = :dimension AND day >= :from AND day < :to
       GROUP BY day, simulated
       ORDER BY day DESC, simulated
       LIMIT :limit
      """;

  private final JdbcClient database;

  CostSummaries(JdbcClient database) {
    this.database = database;
  }

  /**
   * The sums of the days from {@code from} up to and without {@code to}: the most expensive groups
   * first, days from the newest.
   */
  public List<CostGroup> by(GroupBy group, LocalDate from, LocalDate to, int limit) {
    return database
        .sql(group == GroupBy.DAY ? BY_DAY : BY_VALUE)
        .param("dimension", group.dimension())
        .param("from", from)
        .param("to", to)
        .param("limit", limit)
        .query((row, number) -> group(row))
        .list();
  }

  private static CostGroup group(ResultSet row) throws SQLException {
    BigDecimal input = row.getBigDecimal("input_cost");
    BigDecimal output = row.getBigDecimal("output_cost");
    BigDecimal other = row.getBigDecimal("other_cost");
    return new CostGroup(
        row.getString("grouped"),
        row.getBoolean("simulated"),
        row.getLong("entries"),
        row.getLong("unpriced"),
        row.getLong("unmetered"),
        row.getLong("input_tokens"),
        row.getLong("output_tokens"),
        new Usd(input),
        new Usd(output),
        new Usd(other),
        new Usd(input.add(output).add(other)));
  }
}
