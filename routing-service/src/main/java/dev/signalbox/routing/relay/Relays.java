package dev.signalbox.routing.relay;

import dev.signalbox.routing.conversation.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What agents were shown, for those who ask about it later. */
public final class Relays {

  private final JdbcClient jdbc;
  private final Clock clock;

  Relays(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What an agent was shown beside a message; messages by their positions.
   *
   * @param model whose limit it is; null if it was shown before that was kept
   * @param tokeniser how its tokens were counted; null likewise
   * @param tokens how many it has at most
   */
  public record Shown(
      String agentId,
      @Nullable String model,
      @Nullable String tokeniser,
      int tokenLimit,
      int tokens,
      @Nullable String summary,
      List<Integer> pinned,
      List<Integer> recent,
      int leftOut,
      Instant createdAt) {
    public Shown {
      pinned = List.copyOf(pinned);
      recent = List.copyOf(recent);
    }
  }

  /** Within the caller's transaction. */
  public void keep(
      String conversationId, String messageId, int position, String agentId, Composed composed) {
    Relay relay = composed.relay();
    jdbc.sql(
            """
            INSERT INTO relays (conversation_id, message_id, agent_id, model, tokeniser, token_limit, tokens, summary,
                pinned, first_recent, last_recent, left_out, created_at)
            VALUES (:conversation, :message, :agent, :model, :tokeniser, :limit, :tokens, :summary,
                :pinned, :first, :last, :left_out, :now)
            ON CONFLICT DO NOTHING""")
        .param("conversation", conversationId)
        .param("message", messageId)
        .param("agent", agentId)
        .param("model", composed.budget().model())
        .param("tokeniser", composed.budget().tokeniser().name())
        .param("limit", composed.budget().limit())
        .param("tokens", composed.tokens())
        .param("summary", relay.summary(), Types.VARCHAR)
        .param("pinned", relay.pinned().stream().map(Message::position).toArray(Integer[]::new))
        .param("first", position - relay.recent().size())
        .param("last", position - 1)
        .param("left_out", relay.leftOut())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** By every agent that was to answer the message, in the order in which they were. */
  public List<Shown> of(String conversationId, String messageId) {
    return jdbc.sql(
            """
            SELECT * FROM relays WHERE conversation_id = :conversation AND message_id = :message
            ORDER BY created_at""")
        .param("conversation", conversationId)
        .param("message", messageId)
        .query(Relays::shown)
        .list();
  }

  private static Shown shown(ResultSet row, int number) throws SQLException {
    return new Shown(
        row.getString("agent_id"),
        row.getString("model"),
        row.getString("tokeniser"),
        row.getInt("token_limit"),
        row.getInt("tokens"),
        row.getString("summary"),
        Arrays.asList((Integer[]) row.getArray("pinned").getArray()),
        IntStream.rangeClosed(row.getInt("first_recent"), row.getInt("last_recent"))
            .boxed()
            .toList(),
        row.getInt("left_out"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
