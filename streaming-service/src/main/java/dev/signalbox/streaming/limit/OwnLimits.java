package dev.signalbox.streaming.limit;

import dev.signalbox.streaming.meter.MeterUnavailableException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Limits of those that do not have the configured ones. All of them are known here, so that a
 * request asks nobody; a change holds here at once, on other replicas within two seconds.
 */
public final class OwnLimits {

  private static final String LIST =
      """
      SELECT scope, value, measure, quota FROM usage_limit
      WHERE (scope, value) IN (
        SELECT DISTINCT scope, value FROM usage_limit WHERE (scope, value) > (:scope, :value)
        ORDER BY scope, value LIMIT :limit)
      ORDER BY scope, value
      """;

  private static final String ALL =
      """
      SELECT scope, value, measure, quota FROM usage_limit
      """;

  private static final String REVISION =
      """
      SELECT revision FROM usage_limit_revision
      """;

  /** Whoever changes something waits here for those before. */
  private static final String NEXT_REVISION =
      """
      UPDATE usage_limit_revision SET revision = revision + 1
      """;

  private static final String ROOM =
      """
      SELECT EXISTS (SELECT FROM usage_limit WHERE scope = :scope AND value = :value)
          OR (SELECT count(DISTINCT (scope, value)) FROM usage_limit) < :most
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
  private final int most;
  private volatile @Nullable Known known;

  /**
   * With so many who may have limits of their own.
   *
   * @param most so many
   */
  OwnLimits(JdbcClient database, TransactionTemplate transaction, int most) {
    this.database = database;
    this.transaction = transaction;
    this.most = most;
  }

  /** Who has limits of their own, and which. */
  public record OwnLimit(Scope scope, String value, Map<Measure, Long> quotas) {}

  private record Row(Scope scope, String value, Measure measure, long quota) {}

  private record Owner(Scope scope, String value) {}

  private record Known(long revision, Map<Owner, Map<Measure, Long>> quotas) {}

  /**
   * The own quotas of somebody, most often none.
   *
   * @throws MeterUnavailableException when they have never been read and cannot be now
   */
  Map<Measure, Long> of(Scope scope, String value) {
    Known present = known;
    if (present == null) {
      present = firstKnown();
    }
    return present.quotas().getOrDefault(new Owner(scope, value), Map.of());
  }

  private Known firstKnown() {
    try {
      return read();
    } catch (DataAccessException e) {
      throw new MeterUnavailableException(e);
    }
  }

  /** Reads what has changed. */
  void refresh() {
    read();
  }

  private synchronized Known read() {
    // What is read after the revision is no older than it says.
    long revision = database.sql(REVISION).query(Long.class).single();
    Known present = known;
    if (present != null && present.revision() == revision) {
      return present;
    }
    Map<Owner, Map<Measure, Long>> quotas = new HashMap<>();
    for (Row row : rows(database.sql(ALL))) {
      quotas
          .computeIfAbsent(new Owner(row.scope(), row.value()), _ -> new EnumMap<>(Measure.class))
          .put(row.measure(), row.quota());
    }
    Known changed = new Known(revision, quotas);
    known = changed;
    return changed;
  }

  /** So many of them after that one, by scope and value; empty texts come before all. */
  public List<OwnLimit> after(String scope, String value, int limit) {
    List<Row> rows =
        rows(database.sql(LIST).param("scope", scope).param("value", value).param("limit", limit));
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

  private static List<Row> rows(JdbcClient.StatementSpec statement) {
    return statement
        .query(
            (row, number) ->
                new Row(
                    Scope.ofWireName(row.getString("scope")).orElseThrow(),
                    row.getString("value"),
                    Measure.ofWireName(row.getString("measure")),
                    row.getLong("quota")))
        .list();
  }

  /**
   * Puts these in place of all that were there. A quota of 0 lifts the limit.
   *
   * @return whether there was room for them
   */
  public boolean put(Scope scope, String value, Map<Measure, Long> quotas) {
    return changed(
        () -> {
          if (!room(scope, value)) {
            return false;
          }
          remove(scope, value);
          quotas.forEach((measure, quota) -> add(scope, value, measure, quota));
          return true;
        });
  }

  /** From here on the configured ones hold. Whether there were any. */
  public boolean delete(Scope scope, String value) {
    return changed(() -> remove(scope, value) > 0);
  }

  private boolean changed(BooleanSupplier change) {
    boolean changed =
        Boolean.TRUE.equals(
            transaction.execute(
                _ -> {
                  database.sql(NEXT_REVISION).update();
                  return change.getAsBoolean();
                }));
    refresh();
    return changed;
  }

  private boolean room(Scope scope, String value) {
    return database
        .sql(ROOM)
        .param("scope", scope.wireName())
        .param("value", value)
        .param("most", most)
        .query(Boolean.class)
        .single();
  }

  private void add(Scope scope, String value, Measure measure, long quota) {
    database
        .sql(PUT)
        .param("scope", scope.wireName())
        .param("value", value)
        .param("measure", measure.wireName())
        .param("quota", quota)
        .update();
  }

  private int remove(Scope scope, String value) {
    return database.sql(DELETE).param("scope", scope.wireName()).param("value", value).update();
  }
}
