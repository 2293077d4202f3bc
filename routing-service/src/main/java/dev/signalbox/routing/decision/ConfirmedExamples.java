package dev.signalbox.routing.decision;

import dev.signalbox.kit.digest.Sha256;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Messages of which a person has said which agent they are for: examples besides those that agents
 * are registered with. All replicas have the same. A message is for one agent: what is said last
 * holds. Of each agent only the newest are kept.
 */
public final class ConfirmedExamples {

  /** Of a longer message, so much is kept; more would not be read. */
  static final int MOST_CHARACTERS = 2_000;

  static final String NEWEST =
      """
      SELECT agent_id, message FROM (
          SELECT agent_id, message, message_digest,
              row_number() OVER (PARTITION BY agent_id ORDER BY confirmed_at DESC, message_digest) AS place
          FROM confirmed_examples) AS placed
      WHERE place <= :most ORDER BY agent_id, message_digest""";

  private static final String SUPERFLUOUS =
      """
      DELETE FROM confirmed_examples WHERE agent_id = :agent AND message_digest IN (
          SELECT message_digest FROM confirmed_examples WHERE agent_id = :agent
          ORDER BY confirmed_at DESC, message_digest OFFSET :most)""";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final int mostOfAnAgent;

  /**
   * @param mostOfAnAgent how many of an agent are kept
   */
  public ConfirmedExamples(JdbcClient jdbc, Clock clock, int mostOfAnAgent) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.mostOfAnAgent = mostOfAnAgent;
  }

  /**
   * Keeps one.
   *
   * @param confirmedBy the caller's subject
   * @return what is kept of it
   */
  public ConfirmedExample add(ConfirmedExample example, String confirmedBy) {
    String message = cut(example.message());
    jdbc.sql(
            """
            INSERT INTO confirmed_examples (message_digest, agent_id, message, confirmed_by, confirmed_at)
            VALUES (:digest, :agent, :message, :by, :now)
            ON CONFLICT (message_digest) DO UPDATE SET agent_id = excluded.agent_id,
                confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at""")
        .param("digest", Sha256.hex(message.strip()))
        .param("agent", example.agentId())
        .param("message", message)
        .param("by", confirmedBy)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    jdbc.sql(SUPERFLUOUS).param("agent", example.agentId()).param("most", mostOfAnAgent).update();
    return new ConfirmedExample(example.agentId(), message);
  }

  /** All that are kept, in the same order everywhere. */
  public List<ConfirmedExample> all() {
    return jdbc.sql(NEWEST)
        .param("most", mostOfAnAgent)
        .query(
            (row, number) ->
                new ConfirmedExample(row.getString("agent_id"), row.getString("message")))
        .list();
  }

  private static String cut(String message) {
    if (message.length() <= MOST_CHARACTERS) {
      return message;
    }
    boolean halved = Character.isHighSurrogate(message.charAt(MOST_CHARACTERS - 1));
    return message.substring(0, halved ? MOST_CHARACTERS - 1 : MOST_CHARACTERS);
  }
}
