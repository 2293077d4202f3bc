package dev.signalbox.mcppool.oauth;

import dev.signalbox.kit.digest.Sha256;
import dev.signalbox.mcppool.credential.SealedText;
import dev.signalbox.mcppool.credential.SealedTextJson;
import dev.signalbox.mcppool.credential.Sealing;
import dev.signalbox.mcppool.server.ServerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The flows under way and the access that was granted; what is secret of them is sealed. */
@Repository
public class Grants {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String COLUMNS =
      "issuer, version, good_until, renewable, scope, wanted_scope, problem, granted_at, granted_by";

  private final JdbcClient database;
  private final Sealing sealing;

  /** A grant with its tokens. */
  record Held(Grant grant, Access access, Tokens tokens) {}

  private record Taken(ServerId server, String sealed) {}

  private record Row(Grant grant, String sealed) {}

  Grants(JdbcClient database, Sealing sealing) {
    this.database = database;
    this.sealing = sealing;
  }

  /** Access to the server as it stands. */
  public Optional<Grant> find(ServerId server) {
    return database
        .sql("SELECT " + COLUMNS + " FROM oauth_grant WHERE server_id = ?")
        .param(server.value())
        .query(Grants::row)
        .optional();
  }

  /** Puts a flow into the place of the server's last one. */
  void begin(Flow flow, String state, Instant expiresAt) {
    database
        .sql(
            """
            INSERT INTO oauth_flow (server_id, state_hash, sealed, expires_at)
            VALUES (:server, :state, :sealed::jsonb, :expires)
            ON CONFLICT (server_id) DO UPDATE
               SET state_hash = excluded.state_hash, sealed = excluded.sealed,
                   expires_at = excluded.expires_at
            """)
        .param("server", flow.server().value())
        .param("state", hash(state))
        .param("sealed", sealed(flowPlace(flow.server()), SealedJson.write(flow)))
        .param("expires", utc(expiresAt))
        .update();
  }

  /** Takes the flow with that state, which nobody can take again. */
  Optional<Flow> take(String state, Instant now) {
    return database
        .sql(
            """
            DELETE FROM oauth_flow WHERE state_hash = :state AND expires_at > :now
            RETURNING server_id, sealed::text
            """)
        .param("state", hash(state))
        .param("now", utc(now))
        .query((row, number) -> new Taken(new ServerId(row.getString(1)), row.getString(2)))
        .optional()
        .flatMap(
            taken ->
                open(flowPlace(taken.server()), taken.sealed())
                    .map(text -> SealedJson.flow(taken.server(), text)));
  }

  /** Puts access into the place of what was granted before. */
  void grant(ServerId server, Access access, Tokens tokens, Instant at, String by) {
    database
        .sql(
            """
            INSERT INTO oauth_grant (server_id, version, issuer, scope, renewable, sealed, good_until,
                                     granted_at, granted_by)
            VALUES (:server, 1, :issuer, :scope, :renewable, :sealed::jsonb, :until, :at, :by)
            ON CONFLICT (server_id) DO UPDATE
               SET version = oauth_grant.version + 1, issuer = excluded.issuer,
                   scope = excluded.scope, renewable = excluded.renewable,
                   sealed = excluded.sealed, good_until = excluded.good_until, problem = null,
                   wanted_scope = '', granted_at = excluded.granted_at, granted_by = excluded.granted_by
            """)
        .param("server", server.value())
        .param("issuer", access.issuer())
        .param("scope", tokens.scope())
        .param("renewable", tokens.refresh() != null)
        .param("sealed", sealed(grantPlace(server), SealedJson.write(access, tokens)))
        .param("until", utc(tokens.goodUntil()))
        .param("at", utc(at))
        .param("by", by)
        .update();
  }

  /** Access with its tokens; empty if there is none, or it does not open here. */
  Optional<Held> held(ServerId server) {
    return held(server, "");
  }

  /** The same, and nobody else renews it until the end of the transaction. */
  Optional<Held> heldAlone(ServerId server) {
    return held(server, " FOR UPDATE");
  }

  void renewed(ServerId server, Access access, Tokens tokens) {
    database
        .sql(
            """
            UPDATE oauth_grant
               SET version = version + 1, sealed = :sealed::jsonb, good_until = :until,
                   renewable = :renewable, problem = null
             WHERE server_id = :server
            """)
        .param("sealed", sealed(grantPlace(server), SealedJson.write(access, tokens)))
        .param("until", utc(tokens.goodUntil()))
        .param("renewable", tokens.refresh() != null)
        .param("server", server.value())
        .update();
  }

  void fail(ServerId server, String problem) {
    database
        .sql("UPDATE oauth_grant SET problem = ?, renewable = false WHERE server_id = ?")
        .param(problem)
        .param(server.value())
        .update();
  }

  /** Notes what the server wanted beyond what was granted. */
  void want(ServerId server, String scope) {
    database
        .sql("UPDATE oauth_grant SET wanted_scope = ? WHERE server_id = ? AND wanted_scope <> ?")
        .param(scope)
        .param(server.value())
        .param(scope)
        .update();
  }

  /** Forgets what is being asked for. */
  void endFlow(ServerId server) {
    database.sql("DELETE FROM oauth_flow WHERE server_id = ?").param(server.value()).update();
  }

  boolean forget(ServerId server) {
    return database
            .sql("DELETE FROM oauth_grant WHERE server_id = ?")
            .param(server.value())
            .update()
        == 1;
  }

  static String grantPlace(ServerId server) {
    return "oauth/" + server + "/grant";
  }

  private static String flowPlace(ServerId server) {
    return "oauth/" + server + "/flow";
  }

  private Optional<Held> held(ServerId server, String lock) {
    return database
        .sql("SELECT " + COLUMNS + ", sealed::text FROM oauth_grant WHERE server_id = ?" + lock)
        .param(server.value())
        .query((row, number) -> new Row(row(row, number), row.getString(10)))
        .optional()
        .flatMap(
            row ->
                open(grantPlace(server), row.sealed())
                    .map(
                        text ->
                            new Held(
                                row.grant(),
                                SealedJson.access(text),
                                SealedJson.tokens(
                                    text, row.grant().goodUntil(), row.grant().scope()))));
  }

  private String sealed(String place, String text) {
    return SealedTextJson.write(sealing.seal(place, text)).toString();
  }

  private Optional<String> open(String place, String sealed) {
    SealedText text = SealedTextJson.read(place, JSON.readTree(sealed));
    return sealing.open(text);
  }

  private static Grant row(ResultSet row, int number) throws SQLException {
    return new Grant(
        row.getString(1),
        row.getLong(2),
        instant(row.getObject(3, OffsetDateTime.class)),
        row.getBoolean(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getObject(8, OffsetDateTime.class).toInstant(),
        row.getString(9));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }

  private static String hash(String state) {
    return Sha256.hex(state);
  }
}
