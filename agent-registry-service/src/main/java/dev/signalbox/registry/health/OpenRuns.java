package dev.signalbox.registry.health;

import dev.signalbox.registry.time.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Runs that have begun and not yet ended. */
@Repository
public class OpenRuns {

  /** No run takes longer; one whose end was never heard of does not count for ever. */
  static final Duration LONGEST = Duration.ofMinutes(15);

  private final JdbcClient database;

  OpenRuns(JdbcClient database) {
    this.database = database;
  }

  /** A run that an agent has. */
  record OpenRun(String agentId, Instant startedAt) {}

  void open(String runId, String agentId, String conversationId, Instant at) {
    database
        .sql(
            """
            INSERT INTO agent_runs (run_id, agent_id, conversation_id, started_at)
            VALUES (:runId, :agentId, :conversationId, :at)
            ON CONFLICT (run_id) DO UPDATE
               SET agent_id = excluded.agent_id, started_at = excluded.started_at
            """)
        .param("runId", runId)
        .param("agentId", agentId)
        .param("conversationId", conversationId)
        .param("at", Timestamps.utc(at))
        .update();
  }

  /** Takes the run away, if it is there. */
  Optional<OpenRun> close(String runId) {
    return database
        .sql("DELETE FROM agent_runs WHERE run_id = :runId RETURNING agent_id, started_at")
        .param("runId", runId)
        .query(
            (row, _) ->
                new OpenRun(row.getString("agent_id"), Timestamps.required(row, "started_at")))
        .optional();
  }

  /** In how many conversations an agent is at work now. */
  public long conversations(Instant now) {
    return database
        .sql("SELECT count(DISTINCT conversation_id) FROM agent_runs WHERE started_at > :after")
        .param("after", Timestamps.utc(now.minus(LONGEST)))
        .query(Long.class)
        .single();
  }
}
