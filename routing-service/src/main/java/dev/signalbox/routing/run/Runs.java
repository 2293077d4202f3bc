package dev.signalbox.routing.run;

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

  /** In a conversation {@code c}, before a ticket. */
  static final String WHAT_GOES_ON =
      """
      CASE
          WHEN EXISTS (SELECT 1 FROM runs r
            WHERE r.status = 'running' AND r.conversation_id = c.conversation_id AND r.lease_until < now()) THEN 'LOST_RUN'
          WHEN EXISTS (SELECT 1 FROM runs r WHERE r.status = 'running' AND r.conversation_id = c.conversation_id)
            OR EXISTS (SELECT 1 FROM waiting_messages w
              WHERE w.conversation_id = c.conversation_id AND w.ticket < :ticket AND w.alive_until > now()) THEN 'OTHERS'
          ELSE 'NOTHING' END""";

  static final String GOING_ON =
      "SELECT %s FROM conversations c WHERE c.conversation_id = :conversation"
          .formatted(WHAT_GOES_ON);

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

  private static final String END =
      """
      UPDATE runs SET status = :status, error_code = :error, outcome = :outcome::jsonb, ended_at = :now,
          idempotency_key = CASE WHEN :status = 'failed' THEN NULL ELSE idempotency_key END,
          request_digest = CASE WHEN :status = 'failed' THEN NULL ELSE request_digest END
      WHERE run_id = :run AND status = 'running'""";

  /** The conversation is with the one who answered. */
  static final String END_ANSWERED =
      """
      WITH ended AS (%s RETURNING conversation_id),
      counted AS (
        UPDATE conversations c SET message_count = c.message_count + 1, updated_at = greatest(c.updated_at, :now),
            agent_id = :agent
        FROM ended WHERE c.conversation_id = ended.conversation_id
        RETURNING c.conversation_id, c.message_count)
      INSERT INTO messages (message_id, conversation_id, position, role, content, tokens, run_id, agent_id, model,
          incomplete, created_at)
      SELECT :id, conversation_id, message_count, 'assistant', :content, :tokens, :run, :agent, :model,
          :incomplete, :now FROM counted"""
          .formatted(END);

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

  /** What goes on in a conversation. */
  enum GoingOn {
    NOTHING,
    /** Another message is being answered, or was there first. */
    OTHERS,
    /** A run whose process is gone, which somebody has to close. */
    LOST_RUN
  }

  /**
   * Nothing if there is no such conversation.
   *
   * @param ticket the message's place in the line
   */
  Optional<GoingOn> goingOn(String conversationId, long ticket) {
    return jdbc.sql(GOING_ON)
        .param("conversation", conversationId)
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

  /** Ends a run for which nobody fits; false when it is not running any more. */
  boolean abstain(String runId, String outcome) {
    return ended(jdbc.sql(END), runId, "abstained", null, outcome).update() == 1;
  }

  /**
   * Ends a run badly; its idempotency key may be used again. False when it is not running any more.
   */
  boolean fail(String runId, String errorCode) {
    return ended(jdbc.sql(END), runId, "failed", errorCode, null).update() == 1;
  }

  /** The same, with what was answered until then. */
  boolean fail(String runId, String errorCode, StoredAnswer partial) {
    return answered(partial, runId, "failed", errorCode, null);
  }

  /**
   * Ends a run well, with its answer; false when it is not running any more because its lease was
   * lost.
   */
  boolean complete(String runId, String outcome, StoredAnswer answer) {
    return answered(answer, runId, "completed", null, outcome);
  }

  private boolean answered(
      StoredAnswer answer,
      String runId,
      String status,
      @Nullable String errorCode,
      @Nullable String outcome) {
    return ended(jdbc.sql(END_ANSWERED), runId, status, errorCode, outcome)
            .param("id", answer.messageId())
            .param("content", answer.content())
            .param("tokens", answer.tokens())
            .param("agent", answer.agentId())
            .param("model", answer.model(), Types.VARCHAR)
            .param("incomplete", answer.incomplete())
            .update()
        == 1;
  }

  private JdbcClient.StatementSpec ended(
      JdbcClient.StatementSpec statement,
      String runId,
      String status,
      @Nullable String errorCode,
      @Nullable String outcome) {
    return statement
        .param("status", status)
        .param("error", errorCode, Types.VARCHAR)
        .param("outcome", outcome, Types.VARCHAR)
        .param("now", now())
        .param("run", runId);
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
