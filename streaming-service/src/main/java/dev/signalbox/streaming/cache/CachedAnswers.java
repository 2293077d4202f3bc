package dev.signalbox.streaming.cache;

import dev.signalbox.kit.housekeeping.Expiry;
import dev.signalbox.streaming.cache.CachedAnswer.Heading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table of answers. Ages are reckoned by the database's clock. */
final class CachedAnswers {

  /** They are found no more from that moment on, and deleted some time later. */
  static final Expiry EXPIRY = new Expiry("cached_answer", "expires_at", Duration.ZERO);

  static final String FIND =
      """
      SELECT heading, stream, body, extract(epoch FROM now() - stored_at) AS age FROM cached_answer
      WHERE digest = decode(:digest, 'hex') AND expires_at > now() AND stored_at > now() - make_interval(secs => :maxAge)
      """;

  static final String FORGET =
      """
      DELETE FROM cached_answer WHERE tenant = :tenant
      """;

  private static final String STORE =
      """
      INSERT INTO cached_answer (digest, tenant, expires_at, heading, stream, body)
      VALUES (decode(:digest, 'hex'), :tenant, now() + make_interval(secs => :maxAge), :heading::json, :stream, :body)
      ON CONFLICT (digest) DO UPDATE
      SET stored_at = now(), expires_at = excluded.expires_at, heading = excluded.heading, body = excluded.body
      """;

  /** The first to expire, as many as there are bytes too many. */
  private static final String EVICT =
      """
      WITH sized AS (
        SELECT digest, sum(octet_length(body)) OVER (ORDER BY expires_at DESC, digest) AS total FROM cached_answer)
      DELETE FROM cached_answer USING sized WHERE cached_answer.digest = sized.digest AND sized.total > :maxTotal
      """;

  private final JdbcClient database;
  private final JsonMapper json;

  CachedAnswers(JdbcClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  Optional<CachedAnswer> find(CacheKey key, Duration maxAge) {
    return database
        .sql(FIND)
        .param("digest", key.digest())
        .param("maxAge", maxAge.toSeconds())
        .query((row, number) -> answer(row))
        .optional();
  }

  void store(CacheKey key, Duration maxAge, Heading heading, boolean stream, byte[] body) {
    database
        .sql(STORE)
        .param("digest", key.digest())
        .param("tenant", key.tenant())
        .param("maxAge", maxAge.toSeconds())
        .param("heading", json.writeValueAsString(heading))
        .param("stream", stream)
        .param("body", body)
        .update();
  }

  int evict(long maxTotal) {
    return database.sql(EVICT).param("maxTotal", maxTotal).update();
  }

  int forget(String tenant) {
    return database.sql(FORGET).param("tenant", tenant).update();
  }

  private CachedAnswer answer(ResultSet row) throws SQLException {
    return new CachedAnswer(
        json.readValue(row.getString("heading"), Heading.class),
        row.getBoolean("stream"),
        row.getBytes("body"),
        Duration.ofMillis(row.getBigDecimal("age").movePointRight(3).longValue()));
  }
}
