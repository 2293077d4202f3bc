package dev.signalbox.streaming.limit;

import dev.signalbox.streaming.meter.MeterUnavailableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How somebody's limits stand, for who asks without a request to make. */
public final class LimitStandings {

  private static final String FIND =
      """
      SELECT a.measure, a.quota,
        CASE WHEN a.seconds > 0 THEN date_bin(make_interval(secs => a.seconds), clock, 'epoch') ELSE clock END AS starts_at,
        CASE WHEN a.seconds > 0
          THEN date_bin(make_interval(secs => a.seconds), clock, 'epoch') + make_interval(secs => a.seconds) END AS resets_at,
        CASE WHEN a.seconds > 0
          THEN (SELECT w.taken FROM usage_window w
                WHERE w.scope = :scope AND w.value = :value AND w.measure = a.measure
                  AND w.window_start = date_bin(make_interval(secs => a.seconds), clock, 'epoch'))
          ELSE (SELECT sum(p.held) FROM usage_permit p
                WHERE p.scope = :scope AND p.value = :value AND p.valid_until >= clock) END AS taken
      FROM unnest(:measures, :seconds, :quotas) WITH ORDINALITY AS a (measure, seconds, quota, place),
        clock_timestamp() AS clock
      ORDER BY a.place
      """;

  private final LimitsInForce limits;
  private final JdbcClient database;

  LimitStandings(LimitsInForce limits, JdbcClient database) {
    this.limits = limits;
    this.database = database;
  }

  /**
   * The limits of one key, user, agent or model. What replicas hold for requests to come counts as
   * taken.
   *
   * @throws MeterUnavailableException when they have never been read and cannot be now
   */
  public List<Standing> of(Scope scope, String value) {
    Map<Measure, Long> quotas = limits.of(scope, value);
    if (quotas.isEmpty()) {
      return List.of();
    }
    return database
        .sql(FIND)
        .param("scope", scope.wireName())
        .param("value", value)
        .param("measures", quotas.keySet().stream().map(Measure::wireName).toArray(String[]::new))
        .param("seconds", quotas.keySet().stream().map(Measure::seconds).toArray(Integer[]::new))
        .param("quotas", quotas.values().toArray(Long[]::new))
        .query((row, number) -> standing(scope, value, row))
        .list();
  }

  private static Standing standing(Scope scope, String value, ResultSet row) throws SQLException {
    long quota = row.getLong("quota");
    return new Standing(
        scope,
        value,
        Measure.ofWireName(row.getString("measure")),
        0,
        quota,
        Math.max(0, quota - row.getLong("taken")),
        Objects.requireNonNull(moment(row, "starts_at")),
        moment(row, "resets_at"),
        false);
  }

  private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
