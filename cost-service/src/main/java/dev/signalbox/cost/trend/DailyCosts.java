package dev.signalbox.cost.trend;

import dev.signalbox.cost.ledger.Dimension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was spent on which day, from the roll-ups. */
@Repository
class DailyCosts {

  private final JdbcClient database;

  DailyCosts(JdbcClient database) {
    this.database = database;
  }

  /** Days without any spending are not there. */
  SortedMap<LocalDate, BigDecimal> of(
      Dimension dimension, String value, boolean simulated, LocalDate from, LocalDate to) {
    SortedMap<LocalDate, BigDecimal> days = new TreeMap<>();
    database
        .sql(
            """
            SELECT day, sum(input_cost + output_cost + other_cost) AS cost FROM cost_rollups
             WHERE dimension = :dimension AND value = :value AND simulated = :simulated
               AND day >= :from AND day <= :to
             GROUP BY day
            """)
        .param("dimension", dimension.wireName())
        .param("value", value)
        .param("simulated", simulated)
        .param("from", from)
        .param("to", to)
        .query(
            row -> {
              days.put(row.getObject("day", LocalDate.class), row.getBigDecimal("cost"));
            });
    return days;
  }
}
