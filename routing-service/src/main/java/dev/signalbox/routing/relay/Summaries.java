package dev.signalbox.routing.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The summaries of conversations. */
public final class Summaries {

  private final JdbcClient jdbc;
  private final Clock clock;

  Summaries(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Optional<Summary> find(String conversationId) {
    return jdbc.sql(
            """
            SELECT up_to, content, tokens FROM summaries
            WHERE conversation_id = :conversation AND up_to > 0""")
        .param("conversation", conversationId)
        .query(Summary.class)
        .optional();
  }

  /**
   * Takes it on to put more messages in short, unless somebody is at it or it is done.
   *
   * @param upTo the position up to which it is to be done
   * @return the summary there is so far
   */
  Optional<Summary> claim(String conversationId, int upTo, Duration patience) {
    return jdbc.sql(
            """
            INSERT INTO summaries (conversation_id, up_to, content, tokens, claimed_until, updated_at)
            VALUES (:conversation, 0, '', 0, now() + make_interval(secs => :patience), :now)
            ON CONFLICT (conversation_id) DO UPDATE SET claimed_until = excluded.claimed_until
              WHERE summaries.up_to < :up_to AND coalesce(summaries.claimed_until, '-infinity') < now()
            RETURNING up_to, content, tokens""")
        .param("conversation", conversationId)
        .param("patience", patience.toMillis() / 1000.0)
        .param("up_to", upTo)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query(Summary.class)
        .optional();
  }

  /** Nothing happens if the conversation is gone, or somebody else got further meanwhile. */
  void keep(String conversationId, Summary summary) {
    jdbc.sql(
            """
            UPDATE summaries SET up_to = :up_to, content = :content, tokens = :tokens, claimed_until = NULL,
                updated_at = :now
            WHERE conversation_id = :conversation AND up_to < :up_to""")
        .param("up_to", summary.upTo())
        .param("content", summary.content())
        .param("tokens", summary.tokens())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("conversation", conversationId)
        .update();
  }
}
