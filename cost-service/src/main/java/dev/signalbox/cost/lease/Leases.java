package dev.signalbox.cost.lease;

import dev.signalbox.cost.budget.CounterKey;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of leases. */
@Repository
class Leases {

  static final String LOCK =
      """
      SELECT lease_id, budget_id, value, period_start, granted, reserved, settled, expires_at
        FROM leases WHERE lease_id = ANY (:ids) ORDER BY lease_id FOR UPDATE
      """;

  static final String SETTLE =
      """
      UPDATE leases l SET settled = l.settled + added.amount
        FROM unnest(:ids::text[], :amounts::numeric[]) AS added (lease_id, amount) WHERE l.lease_id = added.lease_id
      """;

  private static final String INSERT =
      """
      INSERT INTO leases (lease_id, budget_id, value, period_start, granted, granted_at, expires_at)
      VALUES (:id, :budget, :value, :period, :granted, :now, :expires)
      """;

  private static final String CLOSE =
      """
      UPDATE leases l SET reserved = told.amount, closed_at = :now::timestamptz
        FROM unnest(:ids::text[], :amounts::numeric[]) AS told (lease_id, amount) WHERE l.lease_id = told.lease_id
      """;

  private static final String NEVER_GRANT =
      """
      INSERT INTO leases (lease_id, granted, reserved, granted_at, expires_at, closed_at)
      SELECT id, 0, 0, :now::timestamptz, :now::timestamptz, :now::timestamptz FROM unnest(:ids::text[]) AS told (id) ORDER BY id COLLATE "C"
      ON CONFLICT DO NOTHING
      RETURNING lease_id
      """;

  private final JdbcClient database;

  Leases(JdbcClient database) {
    this.database = database;
  }

  /** Locks those that exist, in order. One that was closed before it was granted has no value. */
  List<Lease> lock(Collection<String> ids) {
    return database
        .sql(LOCK)
        .param("ids", ids.toArray(String[]::new), Types.ARRAY)
        .query((row, number) -> lease(row))
        .list();
  }

  void add(Lease lease, Instant now) {
    database
        .sql(INSERT)
        .param("id", lease.id())
        .param("budget", lease.counter().budgetId())
        .param("value", lease.counter().value())
        .param("period", timestamp(lease.counter().periodStart()))
        .param("granted", lease.granted())
        .param("now", timestamp(now))
        .param("expires", timestamp(lease.expiresAt()))
        .update();
  }

  /** Settles that much of each. */
  void settle(SortedMap<String, BigDecimal> amounts) {
    bind(database.sql(SETTLE), amounts).update();
  }

  /** Closes each, with what was reserved under it in all. */
  void close(SortedMap<String, BigDecimal> reserved, Instant now) {
    bind(database.sql(CLOSE), reserved).param("now", timestamp(now)).update();
  }

  /**
   * Sees to it that these are never granted, and tells of which that is so: not of granted ones.
   */
  List<String> neverGrant(Collection<String> ids, Instant now) {
    return database
        .sql(NEVER_GRANT)
        .param("ids", ids.toArray(String[]::new), Types.ARRAY)
        .param("now", timestamp(now))
        .query(String.class)
        .list();
  }

  private static JdbcClient.StatementSpec bind(
      JdbcClient.StatementSpec statement, SortedMap<String, BigDecimal> amounts) {
    return statement
        .param("ids", amounts.keySet().toArray(String[]::new), Types.ARRAY)
        .param("amounts", amounts.values().toArray(BigDecimal[]::new), Types.ARRAY);
  }

  private static Lease lease(ResultSet row) throws SQLException {
    String budget = row.getString("budget_id");
    return new Lease(
        row.getString("lease_id"),
        budget == null
            ? new CounterKey("", "", Instant.EPOCH)
            : new CounterKey(budget, row.getString("value"), instant(row, "period_start")),
        row.getBigDecimal("granted"),
        row.getBigDecimal("reserved"),
        row.getBigDecimal("settled"),
        instant(row, "expires_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
