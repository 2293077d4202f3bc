package dev.signalbox.cost.summary;

import dev.signalbox.cost.summary.UnitCosts.Unit;
import dev.signalbox.kit.money.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds what one of a thing cost, from the roll-ups by day; it goes through none of the things. */
@Repository
public class ReadUnitCosts {

  private static final int DECIMALS = 12;

  private static final String ANSWERS =
      """
      SELECT coalesce(sum(entries) FILTER (WHERE dimension = 'outcome'), 0)::bigint AS things,
             coalesce(sum(input_cost + output_cost + other_cost) FILTER (WHERE dimension = 'all'), 0)
                 AS cost
        FROM cost_rollups
       WHERE (dimension = 'all' OR dimension = 'outcome' AND value = 'completed')
         AND day >= :from AND day < :until AND simulated = :simulated
      """;

  /** What has none of the dimension is one sum, so all that has one is the rest of everything. */
  static final String THINGS =
      """
      SELECT (SELECT coalesce(sum(number), 0)::bigint FROM daily_values
               WHERE dimension = :dimension AND simulated = :simulated
                 AND day >= :from AND day < :until AND previous_day < :from) AS things,
             coalesce(sum(CASE dimension WHEN 'all' THEN 1 ELSE -1 END
                          * (input_cost + output_cost + other_cost)), 0) AS cost
        FROM cost_rollups
       WHERE dimension IN ('all', :dimension) AND value = ''
         AND day >= :from AND day < :until AND simulated = :simulated
      """;

  private final JdbcClient database;

  public ReadUnitCosts(JdbcClient database) {
    this.database = database;
  }

  /**
   * Of the days from {@code from} up to and without {@code until}.
   *
   * @param simulated whether of simulated calls, or of those that cost something
   */
  public UnitCosts between(LocalDate from, LocalDate until, boolean simulated) {
    return new UnitCosts(
        unit(ANSWERS, "outcome", from, until, simulated),
        unit(THINGS, "conversation", from, until, simulated),
        unit(THINGS, "run", from, until, simulated));
  }

  private Unit unit(
      String sql, String dimension, LocalDate from, LocalDate until, boolean simulated) {
    return bind(database.sql(sql), dimension, from, until, simulated)
        .query((row, number) -> unit(row))
        .single();
  }

  static JdbcClient.StatementSpec bind(
      JdbcClient.StatementSpec statement,
      String dimension,
      LocalDate from,
      LocalDate until,
      boolean simulated) {
    return statement
        .param("dimension", dimension)
        .param("from", from)
        .param("until", until)
        .param("simulated", simulated);
  }

  static Unit unit(ResultSet row) throws SQLException {
    long count = row.getLong("things");
    BigDecimal cost = row.getBigDecimal("cost");
    return new Unit(
        count,
        new Usd(cost),
        count == 0
            ? null
            : new Usd(cost.divide(BigDecimal.valueOf(count), DECIMALS, RoundingMode.HALF_EVEN)));
  }
}
