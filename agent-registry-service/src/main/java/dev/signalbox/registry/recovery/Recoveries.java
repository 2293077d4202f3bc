package dev.signalbox.registry.recovery;

import dev.signalbox.registry.time.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The agents that failed and have not yet all of their work again. */
@Repository
public class Recoveries {

  static final String CLAIM =
      """
      UPDATE agent_recoveries SET next_look_at = now() + make_interval(secs => :pause)
       WHERE agent_id IN (
         SELECT agent_id FROM agent_recoveries WHERE next_look_at <= now()
          ORDER BY next_look_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING agent_id
      """;

  static final String FAILING =
      """
      SELECT h.agent_id FROM agent_health h JOIN agents a USING (agent_id)
       WHERE h.unhealthy_since <= :before AND a.status = 'active'
       ORDER BY h.unhealthy_since LIMIT :limit
      """;

  private final JdbcClient database;

  Recoveries(JdbcClient database) {
    this.database = database;
  }

  /** The agents at work that have been unhealthy since before then. */
  List<String> failing(Instant before, int limit) {
    return database
        .sql(FAILING)
        .param("before", Timestamps.utc(before))
        .param("limit", limit)
        .query(String.class)
        .list();
  }

  /**
   * Whether one more agent may be isolated: of those that are at work or were isolated because they
   * failed, no larger share than this may be.
   */
  boolean leaveRoom(double share) {
    return database
        .sql(
            """
            SELECT count(*) FILTER (WHERE isolated) + 1 <= greatest(1, :share * count(*)) FROM (
              SELECT r.agent_id IS NOT NULL AND a.status = 'isolated' AS isolated
                FROM agents a LEFT JOIN agent_recoveries r USING (agent_id)
               WHERE a.status = 'active' OR (a.status = 'isolated' AND r.agent_id IS NOT NULL)) AS s
            """)
        .param("share", share)
        .query(Boolean.class)
        .single();
  }

  /** Takes some that are to be looked at; nobody else gets them for the pause. */
  List<String> claim(int limit, Duration pause) {
    return database
        .sql(CLAIM)
        .param("pause", (double) pause.toMillis() / 1_000)
        .param("limit", limit)
        .query(String.class)
        .list();
  }

  public Optional<Recovery> find(String agentId) {
    return database
        .sql(
            """
            SELECT isolated_at, attempts, stage_since, escalated_at FROM agent_recoveries
             WHERE agent_id = :agentId
            """)
        .param("agentId", agentId)
        .query((row, _) -> read(row))
        .optional();
  }

  void put(String agentId, Recovery recovery) {
    database
        .sql(
            """
            INSERT INTO agent_recoveries (agent_id, isolated_at, attempts, stage_since, escalated_at)
            VALUES (:agentId, :isolatedAt, :attempts, :stageSince, :escalatedAt)
            ON CONFLICT (agent_id) DO UPDATE SET isolated_at = excluded.isolated_at,
                attempts = excluded.attempts, stage_since = excluded.stage_since,
                escalated_at = excluded.escalated_at
            """)
        .param("agentId", agentId)
        .param("isolatedAt", Timestamps.utc(recovery.isolatedAt()))
        .param("attempts", recovery.attempts())
        .param(
            "stageSince",
            Timestamps.utcOrNull(recovery.stageSince()),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .param(
            "escalatedAt",
            Timestamps.utcOrNull(recovery.escalatedAt()),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .update();
  }

  /** An agent failed and was taken out of work: it is brought back when it is well. */
  public void begin(String agentId, Instant at) {
    put(agentId, new Recovery(at, 0, null, null));
  }

  /** What becomes of the agent is no longer decided here. */
  public void forget(String agentId) {
    database
        .sql("DELETE FROM agent_recoveries WHERE agent_id = :agentId")
        .param("agentId", agentId)
        .update();
  }

  private static Recovery read(ResultSet row) throws SQLException {
    return new Recovery(
        Timestamps.required(row, "isolated_at"),
        row.getInt("attempts"),
        Timestamps.instant(row, "stage_since"),
        Timestamps.instant(row, "escalated_at"));
  }
}
