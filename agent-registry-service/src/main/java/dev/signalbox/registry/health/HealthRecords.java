package dev.signalbox.registry.health;

import dev.signalbox.registry.time.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How each agent did lately, and when it is asked next. */
@Repository
public class HealthRecords {

  static final String CLAIM =
      """
      UPDATE agent_health SET next_check_at = now() + make_interval(secs => :lease)
       WHERE agent_id IN (
         SELECT agent_id FROM agent_health WHERE next_check_at <= now()
          ORDER BY next_check_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING agent_id
      """;

  private final JdbcClient database;

  HealthRecords(JdbcClient database) {
    this.database = database;
  }

  /**
   * Takes some agents that are due. Nobody else gets them until the lease is over, by when they
   * were checked or their process is dead.
   */
  List<String> claim(int limit, Duration lease) {
    return database
        .sql(CLAIM)
        .param("limit", limit)
        .param("lease", lease.toSeconds())
        .query(String.class)
        .list();
  }

  /** Says that the agent was checked: next time after about this time, a tenth more or less. */
  void checked(String agentId, Duration interval) {
    database
        .sql(
            """
            UPDATE agent_health
               SET next_check_at = now() + make_interval(secs => :seconds * (0.9 + 0.2 * random()))
             WHERE agent_id = :agentId AND next_check_at < 'infinity'
            """)
        .param("seconds", (double) interval.toSeconds())
        .param("agentId", agentId)
        .update();
  }

  public Optional<HealthRecord> find(String agentId) {
    return database
        .sql(
            """
            SELECT failures, successes, seen_at, last_healthy_at, last_error, unhealthy_since,
                   traffic_since
              FROM agent_health WHERE agent_id = :agentId
            """)
        .param("agentId", agentId)
        .query((row, _) -> read(row))
        .optional();
  }

  void put(String agentId, HealthRecord health) {
    database
        .sql(
            """
            UPDATE agent_health SET failures = :failures, successes = :successes,
                seen_at = :seenAt, last_healthy_at = :lastHealthyAt, last_error = :lastError,
                unhealthy_since = :unhealthySince, traffic_since = :trafficSince
            WHERE agent_id = :agentId
            """)
        .param("failures", health.failures())
        .param("successes", health.successes())
        .param("seenAt", Timestamps.utcOrNull(health.seenAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param(
            "lastHealthyAt",
            Timestamps.utcOrNull(health.lastHealthyAt()),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .param("lastError", health.lastError(), Types.VARCHAR)
        .param(
            "unhealthySince",
            Timestamps.utcOrNull(health.unhealthySince()),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .param(
            "trafficSince",
            Timestamps.utcOrNull(health.trafficSince()),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .param("agentId", agentId)
        .update();
  }

  private static HealthRecord read(ResultSet row) throws SQLException {
    return new HealthRecord(
        row.getInt("failures"),
        row.getInt("successes"),
        Timestamps.instant(row, "seen_at"),
        Timestamps.instant(row, "last_healthy_at"),
        row.getString("last_error"),
        Timestamps.instant(row, "unhealthy_since"),
        Timestamps.instant(row, "traffic_since"));
  }
}
