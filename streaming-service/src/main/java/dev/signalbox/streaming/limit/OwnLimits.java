package dev.signalbox.streaming.limit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Limits of those that do not have the configured ones. They hold from the next request on. */
public final class OwnLimits {

  private static final String LIST =
      """
      SELECT scope, value, measure, quota FROM usage_limit
      WHERE (scope, value) IN (
        SELECT DISTINCT scope, value FROM usage_limit WHERE (scope, value) > (:scope, :value)
        ORDER BY scope, value LIMIT :limit)
      ORDER BY scope, value
      """;

  private static final String PUT =
      """
      INSERT INTO usage_limit (scope, value, measure, quota) VALUES (:scope, :value, :measure, :quota)
      """;

  private static final String DELETE =
      """
      DELETE FROM usage_limit WHERE scope = :scope AND value = :value
      """;

  private final JdbcClient database;
  private final TransactionTemplate transaction;

  OwnLimits(JdbcClient database, TransactionTemplate transaction) {
    this.database = database;
    this.transaction = transaction;
  }

  /** Who has limits of their own, and which. */
  public record OwnLimit(Scope scope, String value, Map<Measure, Long> quotas) {}

  private record Row(Scope scope, String value, Measure measure, long quota) {}

  /** So many of them after that one, by scope and value; empty texts come before all. */
  public List<OwnLimit> after(String scope, String value, int limit) {
    List<Row> rows =
        database
            .sql(LIST)
            .param("scope", scope)
            .param("value", value)
            .param("limit", limit)
            .query(
                (row, number) ->
                    new Row(
                        Scope.ofWireName(row.getString("scope")).orElseThrow(),
                        row.getString("value"),
                        Measure.ofWireName(row.getString("measure")),
                        row.getLong("quota")))
            .list();
    return rows.stream()
        .map(row -> new OwnLimit(row.scope(), row.value(), Map.of()))
        .distinct()
        .map(owner -> new OwnLimit(owner.scope(), owner.value(), quotas(rows, owner)))
        .toList();
  }

  private static Map<Measure, Long> quotas(List<Row> rows, OwnLimit owner) {
    Map<Measure, Long> quotas = new EnumMap<>(Measure.class);
    rows.stream()
        .filter(row -> row.scope() == owner.scope() && row.value().equals(owner.value()))
        .forEach(row -> quotas.put(row.measure(), row.quota()));
    return quotas;
  }

  /** Puts these in place of all that were there. A quota of 0 lifts the limit. */
  public void put(Scope scope, String value, Map<Measure, Long> quotas) {
    transaction.executeWithoutResult(
        status -> {
          delete(scope, value);
          quotas.forEach(
              (measure, quota) ->
                  database
                      .sql(PUT)
                      .param("scope", scope.wireName())
                      .param("value", value)
                      .param("measure", measure.wireName())
                      .param("quota", quota)
                      .update());
        });
  }

  /** From here on the configured ones hold. Whether there were any. */
  public boolean delete(Scope scope, String value) {
    return database.sql(DELETE).param("scope", scope.wireName()).param("value", value).update() > 0;
  }
}
