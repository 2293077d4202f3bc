package dev.signalbox.routing.run;

import dev.signalbox.routing.conversation.Owner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The runs of all replicas. Leases are counted by the database's clock, everything else by ours.
 */
final class Runs {

  static final String LOST =
      """
      SELECT run_id, conversation_id, message_id, agent_id, last_event_id, traceparent FROM runs
      WHERE status = 'running' AND lease_until < now() ORDER BY lease_until LIMIT :limit FOR UPDATE SKIP LOCKED""";

  static final String LOST_IN_CONVERSATION =
      """
      SELECT run_id, conversation_id, message_id, agent_id, last_event_id, traceparent FROM runs
      WHERE status = 'running' AND conversation_id = :conversation AND lease_until < now() FOR UPDATE""";

  /** Whether a conversation is somebody's, and what goes on in it. */
  static final String GOING_ON =
      """
      SELECT CASE
          WHEN EXISTS (SELECT 1 FROM runs r
            WHERE r.status = 'running' AND r.conversation_id = c.conversation_id AND r.lease_until < now()) THEN 'LOST_RUN'
          WHEN EXISTS (SELECT 1 FROM runs r WHERE r.status = 'running' AND r.conversation_id = c.conversation_id)
            OR EXISTS (SELECT 1 FROM waiting_messages w
              WHERE w.conversation_id = c.conversation_id AND w.ticket < :ticket AND w.alive_until > now()) THEN 'OTHERS'
          ELSE 'NOTHING' END
      FROM conversations c WHERE c.conversation_id = :conversation AND c.owner = coalesce(:owner, c.owner)""";

  static final String REPEATED =
      """
      SELECT run_id, status, request_digest AS digest, outcome FROM runs
      WHERE caller = :caller AND idempotency_key = :key AND started_at > :since""";

  static final String ASSIGN =
      """
      UPDATE runs SET agent_id = :agent, confidence = :confidence, last_event_id = :event, tried = :tried::jsonb
      WHERE run_id = :run AND status = 'running'
        AND (:most::integer IS NULL
          OR (SELECT count(*) FROM runs r WHERE r.agent_id = :agent AND r.status = 'running' AND r.run_id <> :run)
            < :most::integer)""";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Duration lease;

  /**
   * @param lease how long a run is taken to be alive without a sign of life
   */
  Runs(JdbcClient jdbc, Clock clock, Duration lease) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.lease = lease;
  }

  /** A run whose process is gone. */
  record Lost(
      String runId,
      String conversationId,
      String messageId,
      @Nullable String agentId,
      String lastEventId,
      @Nullable String traceparent) {}

  /** An earlier run under the same idempotency key; outcome is JSON. */
  record Repeated(String runId, String status, String digest, @Nullable String outcome) {}

  void start(Receipt receipt, String requestId, Ask ask, @Nullable String traceparent) {
    Ask.Repeat repeat = ask.repeat();
    jdbc.sql(
            """
            INSERT INTO runs (run_id, conversation_id, message_id, request_id, caller, status, last_event_id, traceparent,
                idempotency_key, request_digest, lease_until, started_at)
            VALUES (:run, :conversation, :message, :request, :caller, 'running', :event, :traceparent,
                :key, :digest, now() + make_interval(secs => :lease), :now)""")
        .param("run", receipt.runId())
        .param("conversation", receipt.conversationId())
        .param("message", receipt.messageId())
        .param("request", requestId)
        .param("caller", ask.caller().subject())
        .param("event", receipt.eventId())
        .param("traceparent", traceparent, Types.VARCHAR)
        .param("key", repeat == null ? null : repeat.key(), Types.VARCHAR)
        .param("digest", repeat == null ? null : repeat.digest(), Types.VARCHAR)
        .param("lease", lease.toMillis() / 1000.0)
        .param("now", now())
        .update();
  }

  /** What goes on in a conversation. */
  enum GoingOn {
    NOTHING,
    /** Another message is being answered, or was there first. */
    OTHERS,
    /** A run whose process is gone, which somebody has to close. */
    LOST_RUN
  }

  /**
   * Nothing if there is no such conversation of the owner's.
   *
   * @param owner null for anybody's
   * @param ticket the message's place in the line
   */
  Optional<GoingOn> goingOn(String conversationId, @Nullable Owner owner, long ticket) {
    return jdbc.sql(GOING_ON)
        .param("conversation", conversationId)
        .param("owner", owner == null ? null : owner.value(), Types.VARCHAR)
        .param("ticket", ticket)
        .query((row, number) -> GoingOn.valueOf(row.getString(1)))
        .optional();
  }

  Optional<Repeated> findRepeated(String caller, String key, Duration keptFor) {
    return jdbc.sql(REPEATED)
        .param("caller", caller)
        .param("key", key)
        .param("since", now().minus(keptFor))
        .query(Repeated.class)
        .optional();
  }

  /**
   * Gives a run to an agent, unless that has as many already. Two that come at the very same moment
   * may both find the last place free.
   *
   * @param most null for any number
   * @param tried JSON of those it was with before; null for nobody
   */
  boolean assign(
      String runId,
      String agentId,
      @Nullable Integer most,
      double confidence,
      String eventId,
      @Nullable String tried) {
    return jdbc.sql(ASSIGN)
            .param("agent", agentId)
            .param("confidence", confidence)
            .param("event", eventId)
            .param("tried", tried, Types.VARCHAR)
            .param("run", runId)
            .param("most", most, Types.INTEGER)
            .update()
        == 1;
  }

  /** Ends a run well; false when it is not running any more because its lease was lost. */
  boolean complete(String runId, String outcome) {
    return end(runId, "completed", null, outcome) == 1;
  }

  boolean abstain(String runId, String outcome) {
    return end(runId, "abstained", null, outcome) == 1;
  }

  /**
   * Ends a run badly; its idempotency key may be used again. False when it is not running any more.
   */
  boolean fail(String runId, String errorCode) {
    return end(runId, "failed", errorCode, null) == 1;
  }

  private int end(
      String runId, String status, @Nullable String errorCode, @Nullable String outcome) {
    return jdbc.sql(
            """
            UPDATE runs SET status = :status, error_code = :error, outcome = :outcome::jsonb, ended_at = :now,
                idempotency_key = CASE WHEN :status = 'failed' THEN NULL ELSE idempotency_key END,
                request_digest = CASE WHEN :status = 'failed' THEN NULL ELSE request_digest END
            WHERE run_id = :run AND status = 'running'""")
        .param("status", status)
        .param("error", errorCode, Types.VARCHAR)
        .param("outcome", outcome, Types.VARCHAR)
        .param("now", now())
        .param("run", runId)
        .update();
  }

  void renewLeases(Collection<String> runIds) {
    jdbc.sql(
            """
            UPDATE runs SET lease_until = now() + make_interval(secs => :lease)
            WHERE run_id IN (:runs) AND status = 'running'""")
        .param("lease", lease.toMillis() / 1000.0)
        .param("runs", runIds)
        .update();
  }

  /** Locks runs whose process is gone; those another replica is closing are left to it. */
  List<Lost> lost(int limit) {
    return jdbc.sql(LOST).param("limit", limit).query(Runs::lost).list();
  }

  List<Lost> lostIn(String conversationId) {
    return jdbc.sql(LOST_IN_CONVERSATION)
        .param("conversation", conversationId)
        .query(Runs::lost)
        .list();
  }

  /** Frees keys older than that, so that they can be used anew. */
  int forgetKeys(Duration keptFor) {
    return jdbc.sql(
            """
            UPDATE runs SET idempotency_key = NULL, request_digest = NULL
            WHERE idempotency_key IS NOT NULL AND started_at < :before""")
        .param("before", now().minus(keptFor))
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static Lost lost(ResultSet row, int number) throws SQLException {
    return new Lost(
        row.getString("run_id"),
        row.getString("conversation_id"),
        row.getString("message_id"),
        row.getString("agent_id"),
        row.getString("last_event_id"),
        row.getString("traceparent"));
  }
}
