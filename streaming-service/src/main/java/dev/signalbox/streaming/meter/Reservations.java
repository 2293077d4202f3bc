package dev.signalbox.streaming.meter;

import java.math.BigDecimal;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of what attempts reserved. */
final class Reservations {

  /** A slice that is being closed is waited for, and seen as closed then. */
  static final String INSERT =
      """
      WITH valid AS MATERIALIZED (
        SELECT lease_id FROM budget_slice
         WHERE lease_id = ANY (:leases) AND closed_at IS NULL AND valid_until > now() ORDER BY lease_id FOR KEY SHARE)
      INSERT INTO attempt_reservation (lease_id, attempt_id, budget_id, scope_value, unit, amount)
      SELECT lease_id, attempt, budget_id, value, unit, amount
        FROM unnest(:attempts::text[], :leases::text[], :budgets::text[], :values::text[], :units::text[],
                    :amounts::numeric[], :begins::timestamptz[], :ends::timestamptz[])
               AS reserved (attempt, lease_id, budget_id, value, unit, amount, not_before, not_after)
        JOIN valid USING (lease_id)
       WHERE now() >= not_before AND now() < not_after
      RETURNING attempt_id
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
   * Reserves for attempts within their transaction.
   *
   * @return the attempts of which something that they reserve may not be used; they have to be
   *     withdrawn, and so are their reservations
   */
  Set<String> insert(List<Entry.Beginning> beginnings) {
    List<Part> parts = beginnings.stream().flatMap(Part::all).toList();
    if (parts.isEmpty()) {
      return Set.of();
    }
    List<String> lapsed = new ArrayList<>(parts.stream().map(Part::attemptId).toList());
    database
        .sql(INSERT)
        .param("attempts", texts(parts, Part::attemptId), Types.ARRAY)
        .param("leases", texts(parts, each -> each.reservation().leaseId()), Types.ARRAY)
        .param("budgets", texts(parts, each -> each.reservation().budgetId()), Types.ARRAY)
        .param("values", texts(parts, each -> each.reservation().value()), Types.ARRAY)
        .param("units", texts(parts, each -> each.reservation().unit()), Types.ARRAY)
        .param(
            "amounts",
            parts.stream().map(each -> each.reservation().amount()).toArray(BigDecimal[]::new),
            Types.ARRAY)
        .param(
            "begins", texts(parts, each -> each.reservation().notBefore().toString()), Types.ARRAY)
        .param("ends", texts(parts, each -> each.reservation().notAfter().toString()), Types.ARRAY)
        .query(String.class)
        .list()
        .forEach(lapsed::remove);
    return Set.copyOf(lapsed);
  }

  private record Part(String attemptId, Reservation reservation) {

    static Stream<Part> all(Entry.Beginning beginning) {
      return beginning.reserved().reservations().stream()
          .map(reservation -> new Part(beginning.facts().id(), reservation));
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

  private static String[] texts(List<Part> parts, Function<Part, String> text) {
    return parts.stream().map(text).toArray(String[]::new);
  }
}
