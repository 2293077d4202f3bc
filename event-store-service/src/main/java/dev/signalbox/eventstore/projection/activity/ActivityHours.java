package dev.signalbox.eventstore.projection.activity;

import dev.signalbox.eventstore.projection.LiveTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What agents did, hour by hour. */
@Repository
public class ActivityHours {

  static final String HOURS =
      """
      select agent_id, hour, routed, answered, failed, durations, duration_ms, input_tokens, output_tokens
        from projection_agent_activity
       where (hour, agent_id) > (:after_hour, :after_agent) and hour >= :from and hour < :to
         and (:agent::text is null or agent_id = :agent)
       order by hour, agent_id
       limit :limit
      """;

  private final JdbcClient database;

  public ActivityHours(JdbcClient database) {
    this.database = database;
  }

  /**
   * Which hours are asked for.
   *
   * @param from hours that begin then or later
   * @param to and before then
   */
  public record Query(@Nullable String agentId, Instant from, Instant to) {}

  /** An agent's hour; the average is null if the duration of no answer is known. */
  public record Hour(
      String agentId,
      Instant hour,
      long routed,
      long answered,
      long failed,
      @Nullable Long averageDurationMs,
      long inputTokens,
      long outputTokens) {}

  /** Hours by time and agent. */
  public List<Hour> read(Query query, Instant afterHour, String afterAgent, int limit) {
    return LiveTables.read(
        AgentActivity.NAME,
        () ->
            database
                .sql(HOURS)
                .param("after_hour", afterHour.atOffset(ZoneOffset.UTC))
                .param("after_agent", afterAgent)
                .param("from", query.from().atOffset(ZoneOffset.UTC))
                .param("to", query.to().atOffset(ZoneOffset.UTC))
                .param("agent", query.agentId())
                .param("limit", limit)
                .query(ActivityHours::hour)
                .list());
  }

  private static Hour hour(ResultSet row, int number) throws SQLException {
    long durations = row.getLong("durations");
    return new Hour(
        row.getString("agent_id"),
        row.getObject("hour", OffsetDateTime.class).toInstant(),
        row.getLong("routed"),
        row.getLong("answered"),
        row.getLong("failed"),
        durations == 0 ? null : Math.round((double) row.getLong("duration_ms") / durations),
        row.getLong("input_tokens"),
        row.getLong("output_tokens"));
  }
}
