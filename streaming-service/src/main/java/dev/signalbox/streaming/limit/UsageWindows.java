package dev.signalbox.streaming.limit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What has been taken, in the database that all replicas share. */
final class UsageWindows {

  static final int STEP = 1_000;

  private static final String TAKE =
      """
      SELECT place, quota, left_over, starts_at, resets_at, refused
      FROM take_usage(:request, :until, :scopes, :values, :measures, :seconds, :quotas, :amounts)
      """;

  private static final String GIVE_BACK =
      """
      UPDATE usage_window SET taken = greatest(0, taken - :amount)
      WHERE scope = :scope AND value = :value AND measure = :measure AND window_start = :start
      """;

  private static final String LAND =
      """
      DELETE FROM usage_in_flight WHERE scope = :scope AND value = :value AND request_id = :request
      """;

  private static final String EXPIRE_WINDOWS =
      """
      DELETE FROM usage_window WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM usage_window WHERE window_end < now() ORDER BY window_end LIMIT :step FOR UPDATE SKIP LOCKED))
      """;

  private static final String EXPIRE_IN_FLIGHT =
      """
      DELETE FROM usage_in_flight WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM usage_in_flight WHERE until < now() ORDER BY until LIMIT :step FOR UPDATE SKIP LOCKED))
      """;

  private final JdbcClient database;

  UsageWindows(JdbcClient database) {
    this.database = database;
  }

  /**
   * Takes all of it, or nothing if one standing refuses.
   *
   * @param demands sorted, so that no two requests wait for each other
   * @param until when the request counts as over, whatever becomes of it
   */
  List<Standing> take(String requestId, Instant until, List<Demand> demands) {
    return database
        .sql(TAKE)
        .param("request", requestId)
        .param("until", until.atOffset(ZoneOffset.UTC))
        .param("scopes", texts(demands, demand -> demand.scope().wireName()))
        .param("values", texts(demands, Demand::value))
        .param("measures", texts(demands, demand -> demand.measure().wireName()))
        .param(
            "seconds",
            demands.stream().map(demand -> demand.measure().seconds()).toArray(Integer[]::new))
        .param("quotas", demands.stream().map(Demand::quota).toArray(Long[]::new))
        .param("amounts", demands.stream().map(Demand::amount).toArray(Long[]::new))
        .query((row, number) -> standing(row, demands))
        .list();
  }

  private static String[] texts(List<Demand> demands, Function<Demand, String> text) {
    return demands.stream().map(text).toArray(String[]::new);
  }

  private static Standing standing(ResultSet row, List<Demand> demands) throws SQLException {
    Demand demand = demands.get(row.getInt("place") - 1);
    OffsetDateTime resetsAt = row.getObject("resets_at", OffsetDateTime.class);
    return new Standing(
        demand.scope(),
        demand.value(),
        demand.measure(),
        demand.amount(),
        row.getLong("quota"),
        row.getLong("left_over"),
        row.getObject("starts_at", OffsetDateTime.class).toInstant(),
        resetsAt == null ? null : resetsAt.toInstant(),
        row.getBoolean("refused"));
  }

  /** Gives back part of what was taken; a negative amount takes more, even over the quota. */
  void giveBack(Standing standing, long amount) {
    database
        .sql(GIVE_BACK)
        .param("amount", amount)
        .param("scope", standing.scope().wireName())
        .param("value", standing.value())
        .param("measure", standing.measure().wireName())
        .param("start", standing.startsAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The request is no longer under way. */
  void land(Standing standing, String requestId) {
    database
        .sql(LAND)
        .param("scope", standing.scope().wireName())
        .param("value", standing.value())
        .param("request", requestId)
        .update();
  }

  /** Deletes what is over; how many rows at most {@link #STEP} of each kind. */
  int expire() {
    return database.sql(EXPIRE_WINDOWS).param("step", STEP).update()
        + database.sql(EXPIRE_IN_FLIGHT).param("step", STEP).update();
  }
}
