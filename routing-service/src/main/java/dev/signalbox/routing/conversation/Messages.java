package dev.signalbox.routing.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The messages of all conversations. */
public final class Messages {

  /** Newest first; a message goes along as long as it and everything newer fit. */
  static final String RECENT =
      """
      SELECT m.* FROM (
        SELECT position, sum(tokens) OVER (ORDER BY position DESC) AS so_far FROM (
          SELECT position, tokens FROM messages
          WHERE conversation_id = :conversation AND position < :before ORDER BY position DESC LIMIT :rows) newest) sums
      JOIN messages m ON m.conversation_id = :conversation AND m.position = sums.position
      WHERE sums.so_far <= :tokens ORDER BY m.position""";

  static final String PAGE =
      """
      SELECT * FROM messages WHERE conversation_id = :conversation AND position > :after
      ORDER BY position LIMIT :limit""";

  private final JdbcClient jdbc;
  private final Clock clock;

  public Messages(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A message to be stored; metadata is JSON. */
  public record Draft(
      String messageId,
      String conversationId,
      Message.Role role,
      String content,
      String runId,
      @Nullable String agentId,
      @Nullable String model,
      boolean incomplete,
      @Nullable String metadata) {}

  /** Stores the message as the conversation's newest and returns its position. */
  public int append(Draft draft) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    int position =
        jdbc.sql(
                """
                UPDATE conversations SET message_count = message_count + 1, updated_at = greatest(updated_at, :now)
                WHERE conversation_id = :conversation RETURNING message_count""")
            .param("conversation", draft.conversationId())
            .param("now", now)
            .query(Integer.class)
            .single();
    jdbc.sql(
            """
            INSERT INTO messages (message_id, conversation_id, position, role, content, tokens, run_id, agent_id, model,
                incomplete, metadata, created_at)
            VALUES (:id, :conversation, :position, :role, :content, :tokens, :run, :agent, :model,
                :incomplete, :metadata::jsonb, :now)""")
        .param("id", draft.messageId())
        .param("conversation", draft.conversationId())
        .param("position", position)
        .param("role", draft.role().stored())
        .param("content", draft.content())
        .param("tokens", TokenEstimate.of(draft.content()))
        .param("run", draft.runId())
        .param("agent", draft.agentId(), Types.VARCHAR)
        .param("model", draft.model(), Types.VARCHAR)
        .param("incomplete", draft.incomplete())
        .param("metadata", draft.metadata(), Types.VARCHAR)
        .param("now", now)
        .update();
    return position;
  }

  /**
   * What was said before a position, oldest first: the newest messages that fit whole.
   *
   * @param tokens how many estimated tokens they may have in all
   * @param rows how many messages they may be
   */
  public List<Message> recent(String conversationId, int before, int tokens, int rows) {
    return jdbc.sql(RECENT)
        .param("conversation", conversationId)
        .param("before", before)
        .param("tokens", tokens)
        .param("rows", rows)
        .query(Messages::message)
        .list();
  }

  /** Oldest first, from after a position. */
  public List<Message> page(String conversationId, int after, int limit) {
    return jdbc.sql(PAGE)
        .param("conversation", conversationId)
        .param("after", after)
        .param("limit", limit)
        .query(Messages::message)
        .list();
  }

  private static Message message(ResultSet row, int number) throws SQLException {
    return new Message(
        row.getString("message_id"),
        row.getString("conversation_id"),
        row.getInt("position"),
        Message.Role.ofStored(row.getString("role")),
        row.getString("content"),
        row.getString("run_id"),
        row.getString("agent_id"),
        row.getString("model"),
        row.getBoolean("incomplete"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
