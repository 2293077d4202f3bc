package dev.signalbox.cost.trend;

import dev.signalbox.cost.ledger.Dimension;
import dev.signalbox.cost.trend.Anomaly.Kind;
import dev.signalbox.kit.money.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds days out of the ordinary, from the roll-ups by day. */
@Repository
public class Anomalies {

  private static final int DECIMALS = 6;

  /** Days without spending count as such: sums are divided by the days since the first one. */
  private static final String OUT_OF_THE_ORDINARY =
      """
      WITH days AS (
          SELECT value, day, sum(input_cost + output_cost + other_cost) AS cost
            FROM cost_rollups
           WHERE dimension = :dimension AND simulated = :simulated
             AND day >= :from::date - 28 AND day <= :to
           GROUP BY value, day),
      before AS (
          SELECT value, day, cost,
                 least(28, day - min(day) OVER (PARTITION BY value)) AS known,
                 coalesce(sum(cost) OVER earlier, 0) AS total,
                 coalesce(sum(cost * cost) OVER earlier, 0) AS squares
            FROM days
          WINDOW earlier AS (PARTITION BY value ORDER BY day
                             RANGE BETWEEN interval '28 days' PRECEDING
                                       AND interval '1 day' PRECEDING)),
      usual AS (
          SELECT value, day, cost, known, total / nullif(known, 0) AS mean,
                 sqrt(greatest(squares - total * total / nullif(known, 0), 0)
                      / nullif(known - 1, 0)) AS spread
            FROM before WHERE day >= :from)
      SELECT nullif(value, '') AS grouped, day, cost, mean,
             greatest(:minimum, coalesce(greatest(2 * mean, mean + 4 * spread), 0)) AS threshold
        FROM usual
       WHERE (known = 0 OR known >= 7)
         AND cost > greatest(:minimum, coalesce(greatest(2 * mean, mean + 4 * spread), 0))
       ORDER BY cost - coalesce(mean, 0) DESC, day DESC, value
       LIMIT :limit
      """;

  private final JdbcClient database;

  Anomalies(JdbcClient database) {
    this.database = database;
  }

  /**
   * The days from {@code from} to {@code to} that are out of the ordinary, the worst first.
   *
   * @param simulated whether of simulated calls, or of those that cost something
   * @param minimum days that cost up to this are never out of the ordinary
   */
  public List<Anomaly> find(
      Dimension dimension,
      boolean simulated,
      LocalDate from,
      LocalDate to,
      BigDecimal minimum,
      int limit) {
    return database
        .sql(OUT_OF_THE_ORDINARY)
        .param("dimension", dimension.wireName())
        .param("simulated", simulated)
        .param("from", from)
        .param("to", to)
        .param("minimum", minimum)
        .param("limit", limit)
        .query((row, number) -> anomaly(row))
        .list();
  }

  private static Anomaly anomaly(ResultSet row) throws SQLException {
    @Nullable BigDecimal mean = row.getBigDecimal("mean");
    return new Anomaly(
        row.getObject("day", LocalDate.class),
        row.getString("grouped"),
        mean == null ? Kind.NEWCOMER : Kind.SPIKE,
        new Usd(row.getBigDecimal("cost")),
        mean == null ? null : rounded(mean),
        rounded(row.getBigDecimal("threshold")));
  }

  private static Usd rounded(BigDecimal amount) {
    return new Usd(amount.setScale(DECIMALS, RoundingMode.HALF_EVEN));
  }
}
