package dev.signalbox.eventstore.state.postgres;

import dev.signalbox.eventstore.evolution.Upcasters;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.state.Fold;
import dev.signalbox.eventstore.state.Snapshot;
import dev.signalbox.eventstore.state.Snapshots;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Repository
class PostgresSnapshots implements Snapshots {

  static final String LATEST =
      """
      select s.version, s.last_type, s.recorded_at, s.state, s.hides from stream_snapshots s
       where s.stream = :stream and s.fold = :fold and s.fold_version = :fold_version and s.upcasters = :upcasters
         and s.version <= :version and s.recorded_at <= :time
         and (s.hides = '{}' or not exists (select from streams f where f.stream = any(s.hides)))
       order by s.version desc
       limit 1
      """;

  private static final String KEEP =
      """
      insert into stream_snapshots (stream, fold, fold_version, upcasters, version, recorded_at, last_type, state, hides)
      values (:stream, :fold, :fold_version, :upcasters, :version, :recorded_at, :last_type, :state::json, :hides)
      on conflict (stream, fold, fold_version, upcasters, version) do update
         set recorded_at = excluded.recorded_at, last_type = excluded.last_type, state = excluded.state,
             hides = excluded.hides, taken_at = excluded.taken_at
      """;

  private static final Logger LOG = LoggerFactory.getLogger(PostgresSnapshots.class);

  private final JdbcClient database;
  private final String upcasters;
  private final JsonMapper json = JsonMapper.builder().build();

  PostgresSnapshots(JdbcClient database, Upcasters upcasters) {
    this.database = database;
    this.upcasters = upcasters.fingerprint();
  }

  @Override
  public Optional<Snapshot> latest(StreamName stream, Fold fold, long version, Instant time) {
    return database
        .sql(LATEST)
        .param("stream", stream.value())
        .param("fold", fold.name())
        .param("fold_version", fold.version())
        .param("upcasters", upcasters)
        .param("version", version)
        .param("time", time.atOffset(ZoneOffset.UTC))
        .query(this::snapshot)
        .optional();
  }

  private Snapshot snapshot(ResultSet row, int number) throws SQLException {
    return new Snapshot(
        row.getLong("version"),
        row.getString("last_type"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        (ObjectNode) json.readTree(row.getString("state")),
        Set.of((String[]) row.getArray("hides").getArray()));
  }

  // The state is there already; a snapshot less only makes the next one dearer.
  @Override
  public void keep(StreamName stream, Fold fold, Snapshot snapshot) {
    try {
      database
          .sql(KEEP)
          .param("stream", stream.value())
          .param("fold", fold.name())
          .param("fold_version", fold.version())
          .param("upcasters", upcasters)
          .param("version", snapshot.version())
          .param("recorded_at", snapshot.recordedAt().atOffset(ZoneOffset.UTC))
          .param("last_type", snapshot.lastType())
          .param("state", json.writeValueAsString(snapshot.state()))
          .param("hides", snapshot.hides().toArray(String[]::new))
          .update();
    } catch (DataAccessException e) {
      LOG.warn("No snapshot of {} at version {}", stream, snapshot.version(), e);
    }
  }

  @Override
  public int forget(StreamName stream) {
    return database
        .sql("delete from stream_snapshots where stream = :stream")
        .param("stream", stream.value())
        .update();
  }

  @Override
  public int forgetAll() {
    return database.sql("delete from stream_snapshots").update();
  }
}
