package dev.signalbox.cost.budget;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Keys of counters as parameters and columns. */
final class CounterColumns {

  /** The keys bound by {@link #bind}, as rows. */
  static final String KEYS = "unnest(:budgets::text[], :values::text[], :periods::timestamptz[])";

  private CounterColumns() {}

  static StatementSpec bind(StatementSpec statement, Collection<CounterKey> keys) {
    List<CounterKey> ordered = List.copyOf(keys);
    return statement
        .param(
            "budgets",
            ordered.stream().map(CounterKey::budgetId).toArray(String[]::new),
            Types.ARRAY)
        .param(
            "values", ordered.stream().map(CounterKey::value).toArray(String[]::new), Types.ARRAY)
        .param(
            "periods",
            moments(ordered.stream().map(CounterKey::periodStart).toList()),
            Types.ARRAY);
  }

  /** The driver writes arrays of timestamps as text. */
  static String[] moments(List<Instant> moments) {
    return moments.stream().map(Instant::toString).toArray(String[]::new);
  }

  static CounterKey key(ResultSet row) throws SQLException {
    return new CounterKey(
        row.getString("budget_id"), row.getString("value"), instant(row, "period_start"));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
