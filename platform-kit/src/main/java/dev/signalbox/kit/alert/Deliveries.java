package dev.signalbox.kit.alert;

import dev.signalbox.kit.alert.Delivery.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Alerts that wait for their recipients, and what became of those that were sent: in the table
 * {@code alert_deliveries} of the service.
 */
public final class Deliveries {

  private static final String CLAIM =
      """
      UPDATE alert_deliveries SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => :lease)
       WHERE delivery_id IN (
         SELECT delivery_id FROM alert_deliveries WHERE next_attempt_at <= now()
          ORDER BY next_attempt_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING delivery_id, event_id, channel, target, alert, attempts
      """;

  private final JdbcClient database;
  private final JsonMapper json;

  public Deliveries(JdbcClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /**
   * Has all of them told, with the caller's transaction.
   *
   * @param alert the event's data
   */
  public void add(String eventId, Object alert, Recipients recipients, Instant now) {
    String text = json.writeValueAsString(alert);
    recipients.webhooks().forEach(url -> add(eventId, Channel.WEBHOOK, url, text, now));
    recipients.emails().forEach(address -> add(eventId, Channel.EMAIL, address, text, now));
  }

  private void add(String eventId, Channel channel, String target, String alert, Instant now) {
    database
        .sql(
            """
            INSERT INTO alert_deliveries (event_id, channel, target, alert, created_at, next_attempt_at)
            VALUES (:event, :channel, :target, :alert, :now, now())
            """)
        .param("event", eventId)
        .param("channel", channel.name().toLowerCase(Locale.ROOT))
        .param("target", target)
        .param("alert", alert)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /**
   * Takes some that are due. Nobody else gets them until the lease is over, by when they are
   * settled or their process is dead.
   */
  List<Delivery> claim(int limit, Duration lease) {
    return database
        .sql(CLAIM)
        .param("limit", limit)
        .param("lease", lease.toSeconds())
        .query((row, _) -> delivery(row))
        .list();
  }

  void delivered(Delivery delivery) {
    database
        .sql(
            """
            UPDATE alert_deliveries SET delivered_at = now(), next_attempt_at = NULL, last_error = NULL
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
            UPDATE alert_deliveries SET last_error = :error,
                   next_attempt_at = now() + make_interval(secs => :retry::bigint)
             WHERE delivery_id = :id
            """)
        .param("error", error)
        .param("retry", retry == null ? null : retry.toSeconds(), Types.BIGINT)
        .param("id", delivery.id())
        .update();
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getLong("delivery_id"),
        row.getString("event_id"),
        Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
        row.getString("target"),
        row.getString("alert"),
        row.getInt("attempts"));
  }
}
