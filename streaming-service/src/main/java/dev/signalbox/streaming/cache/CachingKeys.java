package dev.signalbox.streaming.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keys whose requests are all cached unless they say otherwise. A change holds here at once, on
 * other replicas within two seconds.
 */
public final class CachingKeys {

  private static final String ALL =
      """
      SELECT key_id, max_age_seconds FROM caching_key ORDER BY key_id LIMIT :limit
      """;

  private static final String LIST =
      """
      SELECT key_id, max_age_seconds FROM caching_key WHERE key_id > :after ORDER BY key_id LIMIT :limit
      """;

  private static final String PUT =
      """
      INSERT INTO caching_key (key_id, max_age_seconds)
      SELECT :key, :seconds
      WHERE (SELECT count(*) FROM caching_key) < :most OR EXISTS (SELECT FROM caching_key WHERE key_id = :key)
      ON CONFLICT (key_id) DO UPDATE SET max_age_seconds = excluded.max_age_seconds
      """;

  private static final String DELETE =
      """
      DELETE FROM caching_key WHERE key_id = :key
      """;

  private final JdbcClient database;
  private final int most;
  private volatile Map<String, Duration> known = Map.of();

  CachingKeys(JdbcClient database, int most) {
    this.database = database;
    this.most = most;
  }

  /** A key and how long answers to it may be given again. */
  public record CachingKey(String keyId, Duration maxAge) {}

  Optional<Duration> maxAge(String keyId) {
    return Optional.ofNullable(known.get(keyId));
  }

  /** So many of them after that one. */
  public List<CachingKey> after(String keyId, int limit) {
    return read(LIST, keyId, limit);
  }

  /** Whether there was room for it. */
  public boolean put(CachingKey key) {
    boolean put =
        database
                .sql(PUT)
                .param("key", key.keyId())
                .param("seconds", key.maxAge().toSeconds())
                .param("most", most)
                .update()
            > 0;
    refresh();
    return put;
  }

  /** Whether it was one of them. */
  public boolean delete(String keyId) {
    boolean deleted = database.sql(DELETE).param("key", keyId).update() > 0;
    refresh();
    return deleted;
  }

  void refresh() {
    known =
        read(ALL, null, most).stream()
            .collect(Collectors.toUnmodifiableMap(CachingKey::keyId, CachingKey::maxAge));
  }

  private List<CachingKey> read(String sql, @Nullable String after, int limit) {
    JdbcClient.StatementSpec statement = database.sql(sql).param("limit", limit);
    return (after == null ? statement : statement.param("after", after))
        .query(
            (row, number) ->
                new CachingKey(
                    row.getString("key_id"), Duration.ofSeconds(row.getLong("max_age_seconds"))))
        .list();
  }
}
