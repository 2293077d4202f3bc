package dev.signalbox.cost.reconcile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What the ledger has of a provider by day and model, from its roll-ups. Simulated calls cost
 * nothing.
 */
@Repository
class LedgerSums {

  static final String OF_PROVIDER =
      """
      SELECT day, substr(value, length(:provider) + 2) AS model, sum(entries)::bigint AS entries,
             sum(unpriced)::bigint AS unpriced, sum(unmetered)::bigint AS unmetered,
             sum(input_cost + output_cost + other_cost) AS cost,
             sum(compared)::bigint AS compared, sum(reported_cost) AS reported
        FROM cost_rollups
       WHERE dimension = 'model' AND day >= :from AND day <= :to AND NOT simulated
         AND value >= :provider || '/' AND value < :provider || '0'
       GROUP BY day, value
       ORDER BY day, value
      """;

  private final JdbcClient database;

  LedgerSums(JdbcClient database) {
    this.database = database;
  }

  List<LedgerSum> of(String provider, LocalDate from, LocalDate to) {
    return database
        .sql(OF_PROVIDER)
        .param("provider", provider)
        .param("from", from)
        .param("to", to)
        .query(
            (row, number) ->
                new LedgerSum(
                    row.getObject("day", LocalDate.class),
                    row.getString("model"),
                    row.getBigDecimal("cost"),
                    row.getLong("entries"),
                    row.getLong("unpriced"),
                    row.getLong("unmetered"),
                    row.getLong("compared"),
                    row.getBigDecimal("reported")))
        .list();
  }

  /**
   * One model on one day.
   *
   * @param compared entries that the provider reported a cost of
   */
  record LedgerSum(
      LocalDate day,
      String model,
      BigDecimal cost,
      long entries,
      long unpriced,
      long unmetered,
      long compared,
      BigDecimal reported) {}
}
