package dev.signalbox.routing.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The messages of all conversations. */
public final class Messages {

  /**
   * The newest, of which each goes along as long as it and everything newer fit; and older ones
   * that are pinned.
   */
  static final String RECENT =
      """
      WITH newest AS (
        SELECT position, tokens FROM messages
        WHERE conversation_id = :conversation AND position < :before ORDER BY position DESC LIMIT :rows),
      fitting AS (
        SELECT position FROM (
          SELECT position, sum(tokens) OVER (ORDER BY position DESC) AS so_far FROM newest) sums
        WHERE so_far <= :tokens)
      SELECT m.* FROM fitting JOIN messages m ON m.conversation_id = :conversation AND m.position = fitting.position
      UNION ALL (
        SELECT * FROM messages WHERE conversation_id = :conversation AND pinned
          AND position < (SELECT coalesce(min(position), :before) FROM fitting)
        ORDER BY position DESC LIMIT :pins)
      ORDER BY position""";

  static final String PAGE =
      """
      SELECT * FROM messages WHERE conversation_id = :conversation AND position > :after
      ORDER BY position LIMIT :limit""";

  /** More pinned messages are not looked at; the newest count. */
  private static final int MOST_PINNED = 50;

  private final JdbcClient jdbc;

  public Messages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What was said before a position, oldest first: the newest messages that fit whole, and older
   * ones that are pinned.
   *
   * @param tokens how many tokens, as they are stored, the newest may have in all
   * @param rows how many they may be
   */
  public List<Message> recent(String conversationId, int before, int tokens, int rows) {
    return jdbc.sql(RECENT)
        .param("conversation", conversationId)
        .param("before", before)
        .param("tokens", tokens)
        .param("rows", rows)
        .param("pins", MOST_PINNED)
        .query(Messages::message)
        .list();
  }

  /** Those at these positions, oldest first. */
  public List<Message> at(String conversationId, List<Integer> positions) {
    return positions.isEmpty()
        ? List.of()
        : jdbc.sql(
                """
                SELECT * FROM messages WHERE conversation_id = :conversation AND position IN (:positions)
                ORDER BY position""")
            .param("conversation", conversationId)
            .param("positions", positions)
            .query(Messages::message)
            .list();
  }

  /**
   * Pins a message, or unpins it.
   *
   * @return whether there is such a message in the conversation
   */
  public boolean pin(String conversationId, String messageId, boolean pinned) {
    return jdbc.sql(
                """
                UPDATE messages SET pinned = :pinned
                WHERE conversation_id = :conversation AND message_id = :message""")
            .param("pinned", pinned)
            .param("conversation", conversationId)
            .param("message", messageId)
            .update()
        == 1;
  }

  /** Whether there is such a message in the conversation. */
  public boolean exists(String conversationId, String messageId) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT 1 FROM messages
              WHERE conversation_id = :conversation AND message_id = :message)""")
        .param("conversation", conversationId)
        .param("message", messageId)
        .query(Boolean.class)
        .single();
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
        row.getInt("tokens"),
        row.getBoolean("pinned"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
