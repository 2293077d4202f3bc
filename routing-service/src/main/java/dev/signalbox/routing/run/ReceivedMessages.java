package dev.signalbox.routing.run;

import dev.signalbox.routing.conversation.Conversations;
import dev.signalbox.routing.conversation.Owner;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Messages that come in, each stored with its run by one statement. Leases are counted by the
 * database's clock, everything else by ours.
 */
final class ReceivedMessages {

  private static final String MESSAGE =
      """
      INSERT INTO messages (conversation_id, position, message_id, role, content, tokens, run_id, metadata, created_at)
      """;

  private static final String MESSAGE_VALUES =
      ":message, 'user', :content, :tokens, :run, :metadata::jsonb, :now";

  private static final String RUN =
      """
      INSERT INTO runs (conversation_id, run_id, message_id, request_id, caller, status, last_event_id, traceparent,
          idempotency_key, request_digest, lease_until, started_at)
      """;

  private static final String RUN_VALUES =
      """
      :run, :message, :request, :caller, 'running', :event, :traceparent, :key, :digest,
          now() + make_interval(secs => :lease), :now""";

  static final String BEGIN =
      """
      WITH conversation AS (
        INSERT INTO conversations (conversation_id, owner, title, message_count, created_at, updated_at)
        VALUES (:conversation, :owner, :title, 1, :now, :now)),
      message AS (%s VALUES (:conversation, 1, %s))
      %s VALUES (:conversation, %s)"""
          .formatted(MESSAGE, MESSAGE_VALUES, RUN, RUN_VALUES);

  static final String GO_ON =
      """
      WITH found AS (
        SELECT c.conversation_id, c.agent_id, c.pinned_agent_id, %s AS going_on
        FROM conversations c WHERE c.conversation_id = :conversation AND c.owner = coalesce(:owner, c.owner)),
      counted AS (
        UPDATE conversations c SET message_count = c.message_count + 1, updated_at = greatest(c.updated_at, :now)
        FROM found WHERE c.conversation_id = found.conversation_id AND found.going_on = 'NOTHING'
        RETURNING c.conversation_id, c.message_count),
      message AS (%s SELECT conversation_id, message_count, %s FROM counted),
      run AS (%s SELECT conversation_id, %s FROM counted)
      SELECT going_on, agent_id, pinned_agent_id, (SELECT message_count FROM counted) AS position FROM found"""
          .formatted(Runs.WHAT_GOES_ON, MESSAGE, MESSAGE_VALUES, RUN, RUN_VALUES);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Duration lease;

  /**
   * @param lease how long a run is taken to be alive without a sign of life
   */
  ReceivedMessages(JdbcClient jdbc, Clock clock, Duration lease) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.lease = lease;
  }

  /**
   * A message with the run that is to answer it.
   *
   * @param tokens see {@link dev.signalbox.routing.conversation.MessageTokens#stored}
   * @param eventId the event that says it was received
   */
  record Incoming(
      Ask ask,
      int tokens,
      String conversationId,
      String messageId,
      String runId,
      String eventId,
      String requestId,
      @Nullable String traceparent) {}

  /**
   * What came of a message that was to go on with a conversation.
   *
   * @param agentId who the conversation is with so far
   * @param pinnedAgentId who it is pinned to
   * @param position the message's, if it was stored; it is when nothing else goes on
   */
  record Placed(
      Runs.GoingOn goingOn,
      @Nullable String agentId,
      @Nullable String pinnedAgentId,
      @Nullable Integer position) {}

  /** Stores it as the first of its conversation. */
  void begin(Incoming incoming, Owner owner) {
    parameters(jdbc.sql(BEGIN), incoming)
        .param("owner", owner.value())
        .param("title", Conversations.title(incoming.ask().message()))
        .update();
  }

  /**
   * Stores it as the newest of its conversation, if it is its turn. Nothing if there is no such
   * conversation of the owner's.
   *
   * @param owner null for anybody's
   * @param ticket the message's place in the line
   * @throws org.springframework.dao.DuplicateKeyException if another one was faster
   */
  Optional<Placed> goOn(Incoming incoming, @Nullable Owner owner, long ticket) {
    return parameters(jdbc.sql(GO_ON), incoming)
        .param("owner", owner == null ? null : owner.value(), Types.VARCHAR)
        .param("ticket", ticket)
        .query(
            (row, number) ->
                new Placed(
                    Runs.GoingOn.valueOf(row.getString("going_on")),
                    row.getString("agent_id"),
                    row.getString("pinned_agent_id"),
                    row.getObject("position", Integer.class)))
        .optional();
  }

  private JdbcClient.StatementSpec parameters(
      JdbcClient.StatementSpec statement, Incoming incoming) {
    Ask ask = incoming.ask();
    Ask.Repeat repeat = ask.repeat();
    return statement
        .param("conversation", incoming.conversationId())
        .param("message", incoming.messageId())
        .param("content", ask.message())
        .param("tokens", incoming.tokens())
        .param("metadata", ask.metadata(), Types.VARCHAR)
        .param("run", incoming.runId())
        .param("request", incoming.requestId())
        .param("caller", ask.caller().subject())
        .param("event", incoming.eventId())
        .param("traceparent", incoming.traceparent(), Types.VARCHAR)
        .param("key", repeat == null ? null : repeat.key(), Types.VARCHAR)
        .param("digest", repeat == null ? null : repeat.digest(), Types.VARCHAR)
        .param("lease", lease.toMillis() / 1000.0)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC));
  }
}
