package dev.signalbox.eventstore.audit.postgres;

import dev.signalbox.eventstore.audit.Hash;
import dev.signalbox.eventstore.audit.Head;
import dev.signalbox.eventstore.audit.Leaves;
import dev.signalbox.eventstore.audit.SealedSegment;
import dev.signalbox.eventstore.audit.Segment;
import dev.signalbox.eventstore.audit.Segments;
import dev.signalbox.eventstore.log.Checkpoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresSegments implements Segments {

  private static final String SEGMENTS =
      """
      select number, after_tx::text as after_tx, after_position, to_tx::text as to_tx, to_position, events, root,
             previous_hash, hash, key_id, signature, sealed_at
        from audit_segments
      """;

  static final String REACHING =
      SEGMENTS
          + """
             where (to_tx, to_position) >= (:transaction::text::xid8, :position)
             order by audit_segments.to_tx, audit_segments.to_position
             limit 1
            """;

  static final String LAST = SEGMENTS + " order by number desc limit 1";
  static final String FROM = SEGMENTS + " where number >= :number order by number limit :limit";
  // By the order of its index: by min and max, the planner takes each key to have signed
  // everywhere.
  static final String SIGNED_BY =
      """
      select f.number as first, l.number as last
        from (select key_id, number from audit_segments where (key_id, number) >= (:key_id, 0)
               order by key_id, number limit 1) as f
        join (select key_id, number from audit_segments where (key_id, number) <= (:key_id, 9223372036854775807)
               order by key_id desc, number desc limit 1) as l on l.key_id = f.key_id
       where f.key_id = :key_id
      """;
  static final String UNSEALED =
      """
      select count(*) as events,
             coalesce(extract(epoch from clock_timestamp() - min(recorded_at)), 0) as seconds
        from (select e.recorded_at from events e
               where (e.tx, e.position) > (:transaction::text::xid8, :position)
               order by e.tx, e.position limit :limit) as unsealed
      """;
  private static final String SEALING = "hashtextextended('audit sealing', 42)";

  private final JdbcClient database;

  PostgresSegments(JdbcClient database) {
    this.database = database;
  }

  @Override
  public Optional<Head> head() {
    return database
        .sql("select number, hash, key_id, signature from audit_head")
        .query(
            (row, number) ->
                new Head(
                    row.getLong("number"),
                    new Hash(row.getString("hash")),
                    row.getString("key_id"),
                    row.getString("signature")))
        .optional();
  }

  @Override
  public Optional<SealedSegment> last() {
    return database.sql(LAST).query(PostgresSegments::segment).optional();
  }

  @Override
  public Optional<SealedSegment> find(long number) {
    return database
        .sql(SEGMENTS + " where number = :number")
        .param("number", number)
        .query(PostgresSegments::segment)
        .optional();
  }

  @Override
  public Optional<SealedSegment> reaching(Checkpoint place) {
    return database
        .sql(REACHING)
        .param("transaction", Long.toString(place.transaction()))
        .param("position", place.position())
        .query(PostgresSegments::segment)
        .optional();
  }

  @Override
  public List<SealedSegment> from(long number, int limit) {
    return database
        .sql(FROM)
        .param("number", number)
        .param("limit", limit)
        .query(PostgresSegments::segment)
        .list();
  }

  @Override
  public Leaves leaves(long number) {
    return database
        .sql("select leaves from audit_segments where number = :number")
        .param("number", number)
        .query((row, index) -> Leaves.read(row.getBytes("leaves")))
        .optional()
        .orElseGet(() -> new Leaves(List.of()));
  }

  @Override
  public void add(SealedSegment sealed, Leaves leaves, Head head) {
    Segment segment = sealed.segment();
    database
        .sql(
            """
            insert into audit_segments (number, after_tx, after_position, to_tx, to_position, events, root,
                                        previous_hash, hash, key_id, signature, sealed_at, leaves)
            values (:number, :after_tx::text::xid8, :after_position, :to_tx::text::xid8, :to_position, :events, :root,
                    :previous_hash, :hash, :key_id, :signature, :sealed_at, :leaves)
            """)
        .param("number", segment.number())
        .param("after_tx", Long.toString(segment.after().transaction()))
        .param("after_position", segment.after().position())
        .param("to_tx", Long.toString(segment.to().transaction()))
        .param("to_position", segment.to().position())
        .param("events", segment.events())
        .param("root", segment.root().hex())
        .param("previous_hash", segment.previousHash().hex())
        .param("hash", sealed.hash().hex())
        .param("key_id", segment.keyId())
        .param("signature", sealed.signature())
        .param("sealed_at", segment.sealedAt().atOffset(ZoneOffset.UTC))
        .param("leaves", leaves.bytes())
        .update();
    database
        .sql(
            """
            insert into audit_head (number, hash, key_id, signature)
            values (:number, :hash, :key_id, :signature)
            on conflict ((true)) do update
              set number = excluded.number, hash = excluded.hash, key_id = excluded.key_id,
                  signature = excluded.signature
            """)
        .param("number", head.number())
        .param("hash", head.hash().hex())
        .param("key_id", head.keyId())
        .param("signature", head.signature())
        .update();
  }

  @Override
  public boolean claimSealing() {
    return database
        .sql("select pg_try_advisory_xact_lock(" + SEALING + ")")
        .query(Boolean.class)
        .single();
  }

  @Override
  public void awaitSealing() {
    database.sql("select pg_advisory_xact_lock(" + SEALING + ")").query().listOfRows();
  }

  @Override
  public Optional<Signed> signedBy(String keyId) {
    return database
        .sql(SIGNED_BY)
        .param("key_id", keyId)
        .query((row, number) -> new Signed(row.getLong("first"), row.getLong("last")))
        .optional();
  }

  @Override
  public Unsealed unsealed() {
    Checkpoint sealed = last().map(one -> one.segment().to()).orElse(Checkpoint.START);
    return database
        .sql(UNSEALED)
        .param("transaction", Long.toString(sealed.transaction()))
        .param("position", sealed.position())
        .param("limit", Unsealed.MOST_COUNTED)
        .query(
            (row, number) ->
                new Unsealed(
                    row.getInt("events"),
                    Duration.ofMillis(Math.max(0, (long) (row.getDouble("seconds") * 1000)))))
        .single();
  }

  private static SealedSegment segment(ResultSet row, int index) throws SQLException {
    return new SealedSegment(
        new Segment(
            row.getLong("number"),
            new Checkpoint(
                Long.parseLong(row.getString("after_tx")), row.getLong("after_position")),
            new Checkpoint(Long.parseLong(row.getString("to_tx")), row.getLong("to_position")),
            row.getInt("events"),
            new Hash(row.getString("root")),
            new Hash(row.getString("previous_hash")),
            row.getString("key_id"),
            row.getObject("sealed_at", OffsetDateTime.class).toInstant()),
        new Hash(row.getString("hash")),
        row.getString("signature"));
  }
}
