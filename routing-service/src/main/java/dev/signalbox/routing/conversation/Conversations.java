package dev.signalbox.routing.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All conversations. An absent owner in a query means anybody's. */
public final class Conversations {

  /** Characters of the first message that make the title. */
  private static final int TITLE_LENGTH = 80;

  static final String PAGE_OF_OWNER =
      """
      SELECT conversation_id, title, agent_id, pinned_agent_id, message_count, created_at, updated_at FROM conversations
      WHERE owner = :owner AND conversation_id < :before ORDER BY conversation_id DESC LIMIT :limit""";

  static final String PAGE_OF_ALL =
      """
      SELECT conversation_id, title, agent_id, pinned_agent_id, message_count, created_at, updated_at FROM conversations
      WHERE conversation_id < :before ORDER BY conversation_id DESC LIMIT :limit""";

  static final String IDLE =
      """
      SELECT conversation_id FROM conversations c WHERE updated_at < :idle_since
        AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.conversation_id = c.conversation_id AND r.status = 'running')
      ORDER BY updated_at LIMIT :limit""";

  private final JdbcClient jdbc;
  private final Clock clock;

  public Conversations(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  public Optional<Conversation> find(String id, @Nullable Owner owner) {
    return jdbc.sql(
            """
            SELECT conversation_id, title, agent_id, pinned_agent_id, message_count, created_at, updated_at FROM conversations
            WHERE conversation_id = :id AND owner = coalesce(:owner, owner)""")
        .param("id", id)
        .param("owner", owner == null ? null : owner.value(), java.sql.Types.VARCHAR)
        .query(Conversations::conversation)
        .optional();
  }

  /**
   * Newest first.
   *
   * @param before only conversations older than the one with this id; null to begin with the newest
   */
  public List<Conversation> page(@Nullable Owner owner, @Nullable String before, int limit) {
    JdbcClient.StatementSpec query =
        owner == null
            ? jdbc.sql(PAGE_OF_ALL)
            : jdbc.sql(PAGE_OF_OWNER).param("owner", owner.value());
    return query
        .param("before", before == null ? "conv_~" : before)
        .param("limit", limit)
        .query(Conversations::conversation)
        .list();
  }

  /**
   * Has an agent answer everything in a conversation.
   *
   * @param agentId null for nobody any more
   */
  public void pin(String id, @Nullable String agentId) {
    jdbc.sql("UPDATE conversations SET pinned_agent_id = :agent WHERE conversation_id = :id")
        .param("agent", agentId, java.sql.Types.VARCHAR)
        .param("id", id)
        .update();
  }

  /** Deletes conversations unused for that long, at most so many; returns how many it were. */
  public int expire(Duration unused, int limit) {
    return jdbc.sql("DELETE FROM conversations WHERE conversation_id IN (" + IDLE + ")")
        .param("idle_since", now().minus(unused))
        .param("limit", limit)
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** Of a conversation that begins with the message. */
  public static String title(String message) {
    String line = message.strip().lines().findFirst().orElse("");
    int points = line.codePointCount(0, line.length());
    return points <= TITLE_LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, TITLE_LENGTH - 1)) + "…";
  }

  private static Conversation conversation(ResultSet row, int number) throws SQLException {
    return new Conversation(
        row.getString("conversation_id"),
        row.getString("title"),
        row.getString("agent_id"),
        row.getString("pinned_agent_id"),
        row.getInt("message_count"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
