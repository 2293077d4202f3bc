package dev.signalbox.cost.budget;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Budgets as rows. */
final class BudgetRows {

  /** What {@link #read} needs of a budget {@code b}. */
  static final String COLUMNS =
      """
      b.budget_id, b.revision, b.name, b.scope, b.scope_value, b.unit, b.limit_amount, b.period, b.time_zone,
      b.rolling_hours, b.hard, b.unknown_price, b.alert_percents, b.alert_amounts, b.webhooks, b.emails,
      b.created_at, b.updated_at,
      ARRAY(SELECT r.reset_at FROM budget_resets r WHERE r.budget_id = b.budget_id ORDER BY r.reset_at) AS resets
      """;

  private BudgetRows() {}

  static Budget read(ResultSet row) throws SQLException {
    BudgetDefinition definition =
        new BudgetDefinition(
            row.getString("name"),
            new Scope(known(ScopeKind::ofWireName, row, "scope"), row.getString("scope_value")),
            known(Unit::ofWireName, row, "unit"),
            row.getBigDecimal("limit_amount"),
            period(row),
            enforcement(row),
            new AlertRules(
                amounts(row.getArray("alert_percents")),
                amounts(row.getArray("alert_amounts")),
                texts(row.getArray("webhooks")),
                texts(row.getArray("emails"))));
    return new Budget(
        row.getString("budget_id"),
        row.getLong("revision"),
        definition,
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        moments(row.getArray("resets")));
  }

  /** Binds all of a budget. */
  static StatementSpec bindWhole(StatementSpec statement, Budget budget) {
    BudgetDefinition definition = budget.definition();
    return bind(statement, budget)
        .param("scope", definition.scope().kind().wireName())
        .param("value", definition.scope().value())
        .param("unit", definition.unit().wireName())
        .param("period", definition.period().wireName())
        .param("zone", zone(definition.period()), Types.VARCHAR)
        .param("hours", hours(definition.period()), Types.INTEGER);
  }

  /** Binds what can change of a budget. */
  static StatementSpec bind(StatementSpec statement, Budget budget) {
    BudgetDefinition definition = budget.definition();
    Enforcement.@Nullable Hard hard =
        definition.enforcement() instanceof Enforcement.Hard held ? held : null;
    AlertRules alerts = definition.alerts();
    return statement
        .param("id", budget.id())
        .param("revision", budget.revision())
        .param("name", definition.name())
        .param("limit", definition.limit())
        .param("hard", hard != null)
        .param("unknownPrice", hard == null ? null : hard.unknownPrice().wireName(), Types.VARCHAR)
        .param("percents", alerts.percents().toArray(BigDecimal[]::new), Types.ARRAY)
        .param("amounts", alerts.amounts().toArray(BigDecimal[]::new), Types.ARRAY)
        .param("webhooks", alerts.webhooks().toArray(String[]::new), Types.ARRAY)
        .param("emails", alerts.emails().toArray(String[]::new), Types.ARRAY)
        .param("now", CounterColumns.timestamp(budget.updatedAt()));
  }

  private static @Nullable String zone(Period period) {
    return switch (period) {
      case Period.Calendar calendar -> calendar.zone().getId();
      case Period.Rolling _, Period.Total _ -> null;
    };
  }

  private static @Nullable Integer hours(Period period) {
    return switch (period) {
      case Period.Rolling rolling -> rolling.hours();
      case Period.Calendar _, Period.Total _ -> null;
    };
  }

  private static Period period(ResultSet row) throws SQLException {
    String period = row.getString("period");
    return switch (period) {
      case "rolling" -> new Period.Rolling(row.getInt("rolling_hours"));
      case "total" -> new Period.Total();
      default ->
          new Period.Calendar(
              known(Period.Every::ofWireName, row, "period"),
              ZoneId.of(row.getString("time_zone")));
    };
  }

  private static Enforcement enforcement(ResultSet row) throws SQLException {
    return row.getBoolean("hard")
        ? new Enforcement.Hard(known(Enforcement.UnknownPrice::ofWireName, row, "unknown_price"))
        : new Enforcement.Soft();
  }

  private static <T> T known(Function<String, Optional<T>> reader, ResultSet row, String column)
      throws SQLException {
    return reader
        .apply(row.getString(column))
        .orElseThrow(() -> new SQLException("a budget's " + column + " is no known one"));
  }

  private static List<BigDecimal> amounts(Array array) throws SQLException {
    return Arrays.asList((BigDecimal[]) array.getArray());
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }

  private static List<Instant> moments(Array array) throws SQLException {
    return Arrays.stream((Timestamp[]) array.getArray()).map(Timestamp::toInstant).toList();
  }
}
