package dev.signalbox.routing.run;

import java.time.Duration;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The messages that wait, of all replicas. */
final class WaitingMessages {

  /** Whoever shows no sign of life for that long is taken to be gone. */
  static final Duration SIGN_OF_LIFE = Duration.ofSeconds(6);

  static final String ENTER =
      """
      INSERT INTO waiting_messages (conversation_id, alive_until)
      SELECT :conversation, now() + make_interval(secs => :alive)
      WHERE (SELECT count(*) FROM waiting_messages w
             WHERE w.conversation_id = :conversation AND w.alive_until > now()) < :most
      RETURNING ticket""";

  private final JdbcClient jdbc;

  WaitingMessages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Joins the line.
   *
   * @return the ticket; nothing if the line is full
   */
  OptionalLong enter(String conversationId, int most) {
    return jdbc.sql(ENTER)
        .param("conversation", conversationId)
        .param("alive", SIGN_OF_LIFE.toSeconds())
        .param("most", most)
        .query(Long.class)
        .optional()
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  void isAlive(String conversationId, long ticket) {
    jdbc.sql(
            """
            UPDATE waiting_messages SET alive_until = now() + make_interval(secs => :alive)
            WHERE conversation_id = :conversation AND ticket = :ticket""")
        .param("alive", SIGN_OF_LIFE.toSeconds())
        .param("conversation", conversationId)
        .param("ticket", ticket)
        .update();
  }

  /** Leaves the line, and takes along those before it that are gone. */
  void leave(String conversationId, long ticket) {
    jdbc.sql(
            """
            DELETE FROM waiting_messages WHERE conversation_id = :conversation
              AND (ticket = :ticket OR (ticket < :ticket AND alive_until < now()))""")
        .param("conversation", conversationId)
        .param("ticket", ticket)
        .update();
  }
}
