package dev.signalbox.eventstore.schema.postgres;

import dev.signalbox.eventstore.schema.Compatibility;
import dev.signalbox.eventstore.schema.OnViolation;
import dev.signalbox.eventstore.schema.RegisteredSchema;
import dev.signalbox.eventstore.schema.SchemaId;
import dev.signalbox.eventstore.schema.SchemaRules;
import dev.signalbox.eventstore.schema.Schemas;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

@Repository
class PostgresSchemas implements Schemas {

  private static final String COLUMNS =
      "select type, version, schema, on_violation, compatibility, retired, used_at, created_at,"
          + " updated_at, revision from event_schemas ";

  private final JdbcClient database;
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final TransactionTemplate apart;
  private final JsonMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  PostgresSchemas(JdbcClient database, Clock clock, PlatformTransactionManager transactions) {
    this.database = database;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  @Override
  public Optional<RegisteredSchema> find(SchemaId id) {
    return database
        .sql(COLUMNS + "where type = :type and version = :version")
        .param("type", id.type())
        .param("version", id.version())
        .query(this::schema)
        .optional();
  }

  @Override
  public List<RegisteredSchema> list(@Nullable String type, @Nullable SchemaId after, int limit) {
    return database
        .sql(
            COLUMNS
                + """
                where (:type::text is null or type = :type)
                  and (type, version) > (:afterType, :afterVersion)
                order by type, version limit :limit
                """)
        .param("type", type)
        .param("afterType", after == null ? "" : after.type())
        .param("afterVersion", after == null ? 0 : after.version())
        .param("limit", limit)
        .query(this::schema)
        .list();
  }

  @Override
  public List<RegisteredSchema.Outline> outlines() {
    return database
        .sql(
            "select type, version, on_violation, retired, used_at is not null as used, revision from event_schemas")
        .query(
            (row, number) ->
                new RegisteredSchema.Outline(
                    new SchemaId(row.getString("type"), row.getInt("version")),
                    OnViolation.of(row.getString("on_violation")),
                    row.getBoolean("retired"),
                    row.getLong("revision"),
                    row.getBoolean("used")))
        .list();
  }

  @Override
  public String fingerprint() {
    return database
        .sql("select count(*) || ':' || coalesce(max(revision), 0) from event_schemas")
        .query(String.class)
        .single();
  }

  @Override
  public <T> T alone(Supplier<T> change) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              database
                  .sql("select pg_advisory_xact_lock(hashtextextended('event schemas', 42))")
                  .query((row, number) -> number)
                  .list();
              return change.get();
            }));
  }

  @Override
  public void save(SchemaId id, JsonNode schema, SchemaRules rules) {
    database
        .sql(
            """
            insert into event_schemas
                   (type, version, schema, on_violation, compatibility, retired, created_at, updated_at, revision)
            values (:type, :version, :schema::jsonb, :onViolation, :compatibility, :retired, :now, :now,
                    nextval('event_schema_revisions'))
            on conflict (type, version) do update
              set schema = excluded.schema, on_violation = excluded.on_violation,
                  compatibility = excluded.compatibility, retired = excluded.retired,
                  updated_at = excluded.updated_at, revision = excluded.revision
            """)
        .param("type", id.type())
        .param("version", id.version())
        .param("schema", json.writeValueAsString(schema))
        .param("onViolation", rules.onViolation().wireName())
        .param("compatibility", rules.compatibility().wireName())
        .param("retired", rules.retired())
        .param("now", utc(clock.instant()))
        .update();
  }

  @Override
  public void remove(SchemaId id) {
    database
        .sql("delete from event_schemas where type = :type and version = :version")
        .param("type", id.type())
        .param("version", id.version())
        .update();
  }

  @Override
  public boolean use(SchemaId id, long revision) {
    return Boolean.TRUE.equals(
        apart.execute(
            status ->
                database
                        .sql(
                            """
                            update event_schemas set used_at = coalesce(used_at, :now)
                             where type = :type and version = :version and revision = :revision
                            """)
                        .param("now", utc(clock.instant()))
                        .param("type", id.type())
                        .param("version", id.version())
                        .param("revision", revision)
                        .update()
                    == 1));
  }

  private RegisteredSchema schema(ResultSet row, int number) throws SQLException {
    OffsetDateTime used = row.getObject("used_at", OffsetDateTime.class);
    return new RegisteredSchema(
        new SchemaId(row.getString("type"), row.getInt("version")),
        json.readTree(row.getString("schema")),
        new SchemaRules(
            OnViolation.of(row.getString("on_violation")),
            Compatibility.of(row.getString("compatibility")),
            row.getBoolean("retired")),
        used == null ? null : used.toInstant(),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        row.getLong("revision"));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
