package dev.signalbox.streaming.meter;

import dev.signalbox.kit.housekeeping.Expiry;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.Types;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of slices of budgets. How long they last is reckoned by the database's clock. */
final class Slices {

  static final String LOCK =
      """
      SELECT lease_id FROM budget_slice WHERE lease_id = ANY (:leases) AND closed_at IS NULL
       ORDER BY lease_id FOR UPDATE
      """;

  static final String LOCK_RUN_OUT =
      """
      SELECT lease_id FROM budget_slice WHERE closed_at IS NULL AND valid_until < now()
       ORDER BY valid_until LIMIT 100 FOR UPDATE SKIP LOCKED
      """;

  static final String USED =
      """
      SELECT lease_id, sum(amount) AS used FROM attempt_reservation WHERE lease_id = ANY (:leases) GROUP BY lease_id
      """;

  /** They are of use to nobody once they are closed. */
  static final Expiry EXPIRY = new Expiry("budget_slice", "closed_at", Duration.ofDays(1));

  private static final String INSERT =
      """
      INSERT INTO budget_slice (lease_id, budget_id, scope_value, valid_until)
      SELECT lease_id, budget_id, value, now() + make_interval(secs => :life)
        FROM unnest(:leases::text[], :budgets::text[], :values::text[]) AS asked (lease_id, budget_id, value)
      """;

  private static final String CLOSE =
      "UPDATE budget_slice SET closed_at = now() WHERE lease_id = ANY (:leases)";

  private static final String DELETE =
      "DELETE FROM budget_slice WHERE lease_id = ANY (:leases) AND closed_at IS NULL";

  private final JdbcClient database;

  Slices(JdbcClient database) {
    this.database = database;
  }

  void insert(List<SliceRecords.Intent> intents, Duration life) {
    database
        .sql(INSERT)
        .param(
            "leases",
            intents.stream().map(SliceRecords.Intent::leaseId).toArray(String[]::new),
            Types.ARRAY)
        .param(
            "budgets",
            intents.stream().map(SliceRecords.Intent::budgetId).toArray(String[]::new),
            Types.ARRAY)
        .param(
            "values",
            intents.stream().map(SliceRecords.Intent::value).toArray(String[]::new),
            Types.ARRAY)
        .param("life", life.toMillis() / 1000.0)
        .update();
  }

  void delete(Collection<String> leaseIds) {
    bound(DELETE, leaseIds).update();
  }

  /** Locks those of them that are open. No attempt reserves anything of them any more. */
  List<String> lock(Collection<String> leaseIds) {
    return bound(LOCK, leaseIds).query(String.class).list();
  }

  /** Locks up to 100 that have run out. */
  List<String> lockRunOut() {
    return database.sql(LOCK_RUN_OUT).query(String.class).list();
  }

  /** What attempts reserved of each; one that none did is missing. */
  Map<String, BigDecimal> used(Collection<String> leaseIds) {
    Map<String, BigDecimal> used = new HashMap<>();
    bound(USED, leaseIds)
        .query(
            (ResultSet row) -> {
              used.put(row.getString("lease_id"), row.getBigDecimal("used"));
            });
    return used;
  }

  void close(Collection<String> leaseIds) {
    bound(CLOSE, leaseIds).update();
  }

  private JdbcClient.StatementSpec bound(String statement, Collection<String> leaseIds) {
    return database.sql(statement).param("leases", leaseIds.toArray(String[]::new), Types.ARRAY);
  }
}
