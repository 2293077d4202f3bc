package dev.signalbox.registry.escalation;

import java.net.URI;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks that wait to be called, and what became of those that were. */
@Repository
public class Escalations {

  static final String TYPE = "signalbox.agent.recovery-escalated.v1";

  static final String CLAIM =
      """
      UPDATE escalation_deliveries
         SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => :lease)
       WHERE delivery_id IN (
         SELECT delivery_id FROM escalation_deliveries WHERE next_attempt_at <= now()
          ORDER BY next_attempt_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING delivery_id, event_id, target, body, attempts
      """;

  private final JdbcClient database;
  private final EscalationSettings settings;
  private final JsonMapper json;
  private final Clock clock;

  Escalations(JdbcClient database, EscalationSettings settings, JsonMapper json, Clock clock) {
    this.database = database;
    this.settings = settings;
    this.json = json;
    this.clock = clock;
  }

  /**
   * A call that is to be made.
   *
   * @param attempt this one's number, from 1
   */
  record Delivery(long id, String eventId, URI target, String body, int attempt) {}

  /**
   * Has every webhook called, with the caller's transaction.
   *
   * @param data what is said; in the order in which it is written
   */
  public void add(String eventId, Map<String, ?> data) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", TYPE);
    body.put("id", eventId);
    body.put("data", data);
    String text = json.writeValueAsString(body);
    for (URI webhook : settings.webhooks()) {
      database
          .sql(
              """
              INSERT INTO escalation_deliveries (event_id, target, body, created_at, next_attempt_at)
              VALUES (:event, :target, :body, :now, now())
              """)
          .param("event", eventId)
          .param("target", webhook.toString())
          .param("body", text)
          .param("now", OffsetDateTime.now(clock))
          .update();
    }
  }

  /** Takes some that are due; nobody else gets them until the lease is over. */
  List<Delivery> claim(int limit, Duration lease) {
    return database
        .sql(CLAIM)
        .param("limit", limit)
        .param("lease", lease.toSeconds())
        .query(
            (row, _) ->
                new Delivery(
                    row.getLong("delivery_id"),
                    row.getString("event_id"),
                    URI.create(row.getString("target")),
                    row.getString("body"),
                    row.getInt("attempts")))
        .list();
  }

  void delivered(Delivery delivery) {
    database
        .sql(
            """
            UPDATE escalation_deliveries
               SET delivered_at = now(), next_attempt_at = NULL, last_error = NULL
             WHERE delivery_id = :id
            """)
        .param("id", delivery.id())
        .update();
  }

  /**
   * Notes why it failed.
   *
   * @param retry after which time it is tried again; null if it is given up
   */
  void failed(Delivery delivery, String error, @Nullable Duration retry) {
    database
        .sql(
            """
            UPDATE escalation_deliveries SET last_error = :error,
                   next_attempt_at = now() + make_interval(secs => :retry::bigint)
             WHERE delivery_id = :id
            """)
        .param("error", error)
        .param("retry", retry == null ? null : retry.toSeconds(), Types.BIGINT)
        .param("id", delivery.id())
        .update();
  }
}
