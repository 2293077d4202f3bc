package dev.signalbox.streaming.meter;

import java.math.BigDecimal;
import java.sql.Types;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of what attempts reserved. */
final class Reservations {

  /** A slice that is being closed is waited for, and seen as closed then. */
  static final String INSERT =
      """
      WITH valid AS (
        SELECT lease_id FROM budget_slice
         WHERE lease_id = ANY (:leases) AND closed_at IS NULL AND valid_until > now() FOR KEY SHARE)
      INSERT INTO attempt_reservation (lease_id, attempt_id, budget_id, scope_value, unit, amount)
      SELECT lease_id, :attempt, budget_id, value, unit, amount
        FROM unnest(:leases::text[], :budgets::text[], :values::text[], :units::text[], :amounts::numeric[],
                    :begins::timestamptz[], :ends::timestamptz[])
               AS reserved (lease_id, budget_id, value, unit, amount, not_before, not_after)
        JOIN valid USING (lease_id)
       WHERE now() >= not_before AND now() < not_after
      """;

  static final String OF_ATTEMPT =
      """
      SELECT lease_id, budget_id, scope_value, unit, amount FROM attempt_reservation WHERE attempt_id = :attempt
       ORDER BY lease_id
      """;

  private final JdbcClient database;

  Reservations(JdbcClient database) {
    this.database = database;
  }

  /**
   * Reserves for an attempt within its transaction.
   *
   * @throws ReservationLapsedException if one of them may not be used
   */
  void insert(String attemptId, List<Reservation> reservations) {
    if (reservations.isEmpty()) {
      return;
    }
    int inserted =
        database
            .sql(INSERT)
            .param("attempt", attemptId)
            .param("leases", texts(reservations, Reservation::leaseId), Types.ARRAY)
            .param("budgets", texts(reservations, Reservation::budgetId), Types.ARRAY)
            .param("values", texts(reservations, Reservation::value), Types.ARRAY)
            .param("units", texts(reservations, Reservation::unit), Types.ARRAY)
            .param(
                "amounts",
                reservations.stream().map(Reservation::amount).toArray(BigDecimal[]::new),
                Types.ARRAY)
            .param("begins", texts(reservations, each -> each.notBefore().toString()), Types.ARRAY)
            .param("ends", texts(reservations, each -> each.notAfter().toString()), Types.ARRAY)
            .update();
    if (inserted != reservations.size()) {
      throw new ReservationLapsedException();
    }
  }

  List<MeterEvents.ReservedAmount> of(String attemptId) {
    return database
        .sql(OF_ATTEMPT)
        .param("attempt", attemptId)
        .query(
            (row, number) ->
                new MeterEvents.ReservedAmount(
                    row.getString("lease_id"),
                    row.getString("budget_id"),
                    row.getString("scope_value"),
                    row.getString("unit"),
                    row.getBigDecimal("amount").toPlainString()))
        .list();
  }

  private static String[] texts(
      List<Reservation> reservations, Function<Reservation, String> part) {
    return reservations.stream().map(part).toArray(String[]::new);
  }
}
