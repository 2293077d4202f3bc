package dev.signalbox.streaming.resume;

import dev.signalbox.kit.housekeeping.Expiry;
import dev.signalbox.streaming.wire.Protocol;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table of streams. Leases are reckoned by the database's clock. */
final class Streams {

  /** For so long it is known that a stream was there and has expired. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  static final String FIND =
      """
      SELECT stream_id, key_id, protocol, slot, state, heading, refusal_status, refusal,
             coalesce(ended_at < now() - make_interval(secs => :keep), false) AS expired,
             coalesce(alive_until < now(), false) AS overdue
      FROM stream WHERE stream_id = :id
      """;

  static final String NEWS =
      """
      SELECT stream_id, state,
             coalesce((SELECT last FROM stream_events AS event
                       WHERE event.slot = stream.slot AND event.stream_id = stream.stream_id
                       ORDER BY last DESC LIMIT 1), 0) AS last
      FROM stream WHERE stream_id = ANY (:ids)
      """;

  static final String SWEEP =
      """
      UPDATE stream SET state = 'lost', alive_until = NULL, ended_at = now()
      WHERE stream_id = ANY (ARRAY(
        SELECT stream_id FROM stream WHERE state = 'running' AND alive_until < now()
        ORDER BY alive_until LIMIT 1000 FOR UPDATE SKIP LOCKED))
      """;

  /** Streams of the same ten minutes share a partition. */
  private static final String OPEN =
      """
      INSERT INTO stream (stream_id, key_id, protocol, slot, alive_until)
      VALUES (:id, :key, :protocol, floor(extract(epoch FROM now()) / 600)::int % 6, now() + make_interval(secs => :lease))
      ON CONFLICT (stream_id) DO NOTHING
      """;

  private static final String CANCEL =
      """
      UPDATE stream SET state = 'cancelled', alive_until = NULL, ended_at = now() WHERE stream_id = :id AND state = 'running'
      """;

  private static final String REFUSE =
      """
      UPDATE stream SET state = 'refused', alive_until = NULL, ended_at = now(), refusal_status = :status, refusal = :body
      WHERE stream_id = :id AND state = 'running'
      """;

  private static final String LOSE =
      """
      UPDATE stream SET state = 'lost', alive_until = NULL, ended_at = now()
      WHERE stream_id = :id AND state = 'running' AND alive_until < now()
      """;

  private static final String RENEW =
      """
      UPDATE stream SET alive_until = now() + make_interval(secs => ?)
      WHERE stream_id = ANY (?) AND state = 'running' RETURNING stream_id
      """;

  private static final String RUNNING =
      """
      SELECT stream_id FROM stream WHERE stream_id = ANY (?) AND state = 'running'
      """;

  private final JdbcClient database;
  private final JsonMapper json;
  private final ResumeProperties properties;

  Streams(JdbcClient database, JsonMapper json, ResumeProperties properties) {
    this.database = database;
    this.json = json;
    this.properties = properties;
  }

  /** Streams that ended so long ago are forgotten. */
  static Expiry expiry(Duration keep) {
    return new Expiry("stream", "ended_at", keep.plus(REMEMBERED));
  }

  /** Whether there was no stream with that id yet. */
  boolean open(String id, String keyId, Protocol protocol) {
    return database
            .sql(OPEN)
            .param("id", id)
            .param("key", keyId)
            .param("protocol", protocol.name().toLowerCase(Locale.ROOT))
            .param("lease", seconds(properties.lease()))
            .update()
        == 1;
  }

  Optional<StoredStream> find(String id) {
    return database
        .sql(FIND)
        .param("id", id)
        .param("keep", seconds(properties.keep()))
        .query((row, number) -> stored(row))
        .optional();
  }

  /** How far a stream has come. */
  record News(String streamId, StreamState state, long last) {}

  List<News> news(Collection<String> ids) {
    return database
        .sql(NEWS)
        .param("ids", ids.toArray(String[]::new))
        .query(
            (row, number) ->
                new News(
                    row.getString("stream_id"),
                    StreamState.of(row.getString("state")),
                    row.getLong("last")))
        .list();
  }

  void cancel(String id) {
    database.sql(CANCEL).param("id", id).update();
  }

  void refuse(String id, StreamRefusal refusal) {
    database
        .sql(REFUSE)
        .param("id", id)
        .param("status", refusal.status())
        .param("body", refusal.body())
        .update();
  }

  /** Closes a stream if its lease has run out. */
  void lose(String id) {
    database.sql(LOSE).param("id", id).update();
  }

  /** Renews leases and tells which of the streams still run. */
  Set<String> renew(Collection<String> ids) {
    return new HashSet<>(
        database
            .sql(RENEW)
            .params(seconds(properties.lease()), ids.toArray(String[]::new))
            .query(String.class)
            .list());
  }

  Set<String> running(Collection<String> ids) {
    return new HashSet<>(
        database.sql(RUNNING).param(1, ids.toArray(String[]::new)).query(String.class).list());
  }

  /** Closes up to 1,000 streams whose lease has run out. */
  int sweep() {
    return database.sql(SWEEP).update();
  }

  private StoredStream stored(ResultSet row) throws SQLException {
    String heading = row.getString("heading");
    byte @Nullable [] refusal = row.getBytes("refusal");
    return new StoredStream(
        row.getString("stream_id"),
        row.getString("key_id"),
        Protocol.valueOf(row.getString("protocol").toUpperCase(Locale.ROOT)),
        row.getInt("slot"),
        StreamState.of(row.getString("state")),
        heading == null ? null : json.readValue(heading, StreamHeading.class),
        refusal == null ? null : new StreamRefusal(row.getInt("refusal_status"), refusal),
        row.getBoolean("expired"),
        row.getBoolean("overdue"));
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
