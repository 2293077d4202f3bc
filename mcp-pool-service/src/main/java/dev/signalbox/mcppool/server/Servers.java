package dev.signalbox.mcppool.server;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The registered servers. */
@Repository
public class Servers {
  private static final long REGISTRATION_LOCK = 0x6d63705fL;
  private static final String COLUMNS =
      "id, version, description, transport::text, registered_at, registered_by, pool::text,"
          + " availability, changed_at, drained_replicas";

  private final JdbcClient database;

  Servers(JdbcClient database) {
    this.database = database;
  }

  public Optional<ServerDefinition> find(ServerId id) {
    return database
        .sql("SELECT " + COLUMNS + " FROM server WHERE id = ?")
        .param(id.value())
        .query(Servers::definition)
        .optional();
  }

  /** A page by name, from the one after {@code after} on. */
  public List<ServerDefinition> list(@Nullable String after, int limit) {
    return database
        .sql("SELECT " + COLUMNS + " FROM server WHERE id > ? ORDER BY id LIMIT ?")
        .param(after == null ? "" : after)
        .param(limit)
        .query(Servers::definition)
        .list();
  }

  /** Every one; there are never many. */
  List<ServerDefinition> all() {
    return database
        .sql("SELECT " + COLUMNS + " FROM server ORDER BY id")
        .query(Servers::definition)
        .list();
  }

  /** The server, which nobody else changes until the end of the transaction. */
  Optional<ServerDefinition> findAlone(ServerId id) {
    return database
        .sql("SELECT " + COLUMNS + " FROM server WHERE id = ? FOR UPDATE")
        .param(id.value())
        .query(Servers::definition)
        .optional();
  }

  /** Stores another form of the same transport: connections that there are stay good. */
  void replaceTransport(ServerDefinition server, Transport transport) {
    database
        .sql("UPDATE server SET transport = ?::jsonb WHERE id = ?")
        .param(TransportJson.write(transport))
        .param(server.id().value())
        .update();
  }

  /** Those of which connections are to be made before anybody asks. */
  public List<ServerDefinition> toWarm() {
    return database
        .sql(
            "SELECT "
                + COLUMNS
                + " FROM server WHERE availability = 'enabled' AND (pool ->> 'min')::int > 0 ORDER BY id")
        .query(Servers::definition)
        .list();
  }

  /** The version of each server. */
  public Map<ServerId, Long> versions() {
    return database
        .sql("SELECT id, version FROM server")
        .query((row, number) -> Map.entry(new ServerId(row.getString(1)), row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether a server is the one that it was, and whether it takes calls. */
  public record Revision(long version, Availability availability, Set<Integer> drainedReplicas) {}

  /** The revision of each server. */
  public Map<ServerId, Revision> revisions() {
    return database
        .sql("SELECT id, version, availability, drained_replicas FROM server")
        .query(
            (row, number) ->
                Map.entry(
                    new ServerId(row.getString(1)),
                    new Revision(
                        row.getLong(2), availability(row.getString(3)), numbers(row.getArray(4)))))
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Those that take calls, by name. */
  public List<ServerId> enabled() {
    return database
        .sql("SELECT id FROM server WHERE availability = 'enabled' ORDER BY id COLLATE \"C\"")
        .query((row, number) -> new ServerId(row.getString(1)))
        .list();
  }

  /** Counts the servers while nobody else registers one; until the end of the transaction. */
  int countAlone() {
    database
        .sql("SELECT pg_advisory_xact_lock(?)")
        .param(REGISTRATION_LOCK)
        .query((row, number) -> number)
        .single();
    return database.sql("SELECT count(*) FROM server").query(Integer.class).single();
  }

  /** Adds a server; empty if there is one of that name. */
  Optional<ServerDefinition> add(NewServer server, Instant at, String by) {
    Optional<ServerDefinition> added = insert(server, at, by);
    if (added.isPresent()) {
      describe(server);
    }
    return added;
  }

  private void describe(NewServer server) {
    if (server.document() != null) {
      database
          .sql("INSERT INTO openapi_document (server_id, document) VALUES (?, ?)")
          .param(server.id().value())
          .param(server.document())
          .update();
    }
  }

  /** The OpenAPI document of a server that is a REST API. */
  public Optional<String> document(ServerId id) {
    return database
        .sql("SELECT document FROM openapi_document WHERE server_id = ?")
        .param(id.value())
        .query(String.class)
        .optional();
  }

  private Optional<ServerDefinition> insert(NewServer server, Instant at, String by) {
    return database
        .sql(
            """
            INSERT INTO server (id, description, transport, pool, registered_at, registered_by)
            VALUES (:id, :description, :transport::jsonb, :pool::jsonb, :at, :by)
            ON CONFLICT (id) DO NOTHING
            RETURNING\s"""
                + COLUMNS)
        .param("id", server.id().value())
        .param("description", server.description())
        .param("transport", TransportJson.write(server.transport()))
        .param("pool", PoolSettingsJson.write(server.pool()))
        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .param("by", by)
        .query(Servers::definition)
        .optional();
  }

  /** Puts another definition in the place of the one of that name; empty if there is none. */
  Optional<ServerDefinition> replace(NewServer server, Instant at) {
    Optional<ServerDefinition> replaced = update(server, at);
    if (replaced.isPresent()) {
      database
          .sql("DELETE FROM openapi_document WHERE server_id = ?")
          .param(server.id().value())
          .update();
      describe(server);
    }
    return replaced;
  }

  private Optional<ServerDefinition> update(NewServer server, Instant at) {
    return database
        .sql(
            """
            UPDATE server
            SET description = :description, transport = :transport::jsonb, pool = :pool::jsonb,
                version = nextval('server_version'), changed_at = :at, drained_replicas = '{}'
            WHERE id = :id
            RETURNING\s"""
                + COLUMNS)
        .param("id", server.id().value())
        .param("description", server.description())
        .param("transport", TransportJson.write(server.transport()))
        .param("pool", PoolSettingsJson.write(server.pool()))
        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .query(Servers::definition)
        .optional();
  }

  /** Sets it; empty if there is no such server, or it is so already. */
  Optional<ServerDefinition> setAvailability(ServerId id, Availability availability, Instant at) {
    return database
        .sql(
            """
            UPDATE server
            SET availability = :availability, version = nextval('server_version'), changed_at = :at
            WHERE id = :id AND availability <> :availability
            RETURNING\s"""
                + COLUMNS)
        .param("id", id.value())
        .param("availability", availability.name().toLowerCase(Locale.ROOT))
        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .query(Servers::definition)
        .optional();
  }

  /** Says which replicas of the server take no new calls; connections that there are stay good. */
  void setDrained(ServerId id, Set<Integer> replicas) {
    database
        .sql("UPDATE server SET drained_replicas = ? WHERE id = ?")
        .param(replicas.toArray(Integer[]::new))
        .param(id.value())
        .update();
  }

  /** Has every replica make its connections anew. */
  public void renew(ServerId id) {
    database
        .sql("UPDATE server SET version = nextval('server_version') WHERE id = ?")
        .param(id.value())
        .update();
  }

  boolean remove(ServerId id) {
    return database.sql("DELETE FROM server WHERE id = ?").param(id.value()).update() == 1;
  }

  private static ServerDefinition definition(ResultSet row, int number) throws SQLException {
    ServerId id = new ServerId(row.getString(1));
    return new ServerDefinition(
        id,
        row.getLong(2),
        row.getString(3),
        TransportJson.read(id, row.getString(4)),
        PoolSettingsJson.read(row.getString(7)),
        row.getObject(5, OffsetDateTime.class).toInstant(),
        row.getString(6),
        availability(row.getString(8)),
        Optional.ofNullable(row.getObject(9, OffsetDateTime.class))
            .map(OffsetDateTime::toInstant)
            .orElse(null),
        numbers(row.getArray(10)));
  }

  private static Set<Integer> numbers(Array array) throws SQLException {
    return Set.of((Integer[]) array.getArray());
  }

  private static Availability availability(String stored) {
    return Availability.valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
