package dev.signalbox.gateway.key;

import dev.signalbox.kit.security.Role;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The API keys in the database. */
class ApiKeys {
  /** The statement behind every request that misses the cache. */
  static final String FIND_USABLE =
      "SELECT * FROM api_key WHERE secret_hash = ? AND revoked_at IS NULL";

  /** A page of the list; {@code ~} comes after every identifier. */
  static final String PAGE =
      "SELECT * FROM api_key WHERE id < coalesce(:before, '~') ORDER BY id DESC LIMIT :limit";

  private final JdbcClient jdbc;

  ApiKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The key with this hash unless it is revoked; it may have expired. */
  Optional<ApiKey> findUsable(KeyHash hash) {
    return jdbc.sql(FIND_USABLE).param(hash.bytes()).query(ApiKeys::read).optional();
  }

  Optional<ApiKey> find(String id) {
    return jdbc.sql("SELECT * FROM api_key WHERE id = ?").param(id).query(ApiKeys::read).optional();
  }

  /** Keys from the newest on, those made before the given one if there is one. */
  List<ApiKey> page(@Nullable String before, int limit) {
    return jdbc.sql(PAGE).param("before", before).param("limit", limit).query(ApiKeys::read).list();
  }

  boolean isEmpty() {
    return jdbc.sql("SELECT NOT EXISTS (SELECT FROM api_key)").query(Boolean.class).single();
  }

  void add(ApiKey key, KeyHash hash) {
    jdbc.sql(
            """
            INSERT INTO api_key (id, secret_hash, hint, name, role, user_name, team_name, agents,
                                 created_at, created_by, expires_at)
            VALUES (:id, :hash, :hint, :name, :role, :user, :team, :agents,
                    :createdAt, :createdBy, :expiresAt)
            """)
        .param("id", key.id())
        .param("hash", hash.bytes())
        .param("hint", key.hint())
        .param("name", key.name())
        .param("role", key.role().wireName())
        .param("user", key.user())
        .param("team", key.team())
        .param("agents", key.agents() == null ? null : key.agents().toArray(String[]::new))
        .param("createdAt", offset(key.createdAt()))
        .param("createdBy", key.createdBy())
        .param("expiresAt", key.expiresAt() == null ? null : offset(key.expiresAt()))
        .update();
  }

  /** Revokes the key; false if it was revoked already or never existed. */
  boolean revoke(String id, Instant at) {
    return jdbc.sql("UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
            .params(offset(at), id)
            .update()
        == 1;
  }

  private static ApiKey read(ResultSet row, int number) throws SQLException {
    return new ApiKey(
        row.getString("id"),
        row.getString("name"),
        row.getString("hint"),
        Role.ofWireName(row.getString("role")).orElseThrow(),
        row.getString("user_name"),
        row.getString("team_name"),
        agents(row.getArray("agents")),
        row.getTimestamp("created_at").toInstant(),
        row.getString("created_by"),
        instant(row.getTimestamp("expires_at")),
        instant(row.getTimestamp("revoked_at")));
  }

  private static @Nullable Set<String> agents(@Nullable Array agents) throws SQLException {
    return agents == null ? null : new TreeSet<>(Arrays.asList((String[]) agents.getArray()));
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }

  private static OffsetDateTime offset(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
