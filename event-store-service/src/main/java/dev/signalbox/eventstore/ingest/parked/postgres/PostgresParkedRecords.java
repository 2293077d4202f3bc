package dev.signalbox.eventstore.ingest.parked.postgres;

import dev.signalbox.eventstore.ingest.parked.Content;
import dev.signalbox.eventstore.ingest.parked.Content.Header;
import dev.signalbox.eventstore.ingest.parked.DeadLetter;
import dev.signalbox.eventstore.ingest.parked.ParkedRecord;
import dev.signalbox.eventstore.ingest.parked.ParkedRecords;
import dev.signalbox.eventstore.ingest.parked.Reason;
import dev.signalbox.eventstore.ingest.parked.Source;
import dev.signalbox.eventstore.ingest.parked.State;
import dev.signalbox.kit.id.IdKind;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresParkedRecords implements ParkedRecords {

  private final JdbcClient database;
  private final HeadersJson headers = new HeadersJson();

  PostgresParkedRecords(JdbcClient database) {
    this.database = database;
  }

  @Override
  public void add(DeadLetter letter) {
    Content content = letter.content();
    database
        .sql(ParkedStatements.ADD)
        .param("id", newId())
        .param("topic", letter.topic())
        .param("consumer", letter.consumer())
        .param("source_topic", letter.source().topic())
        .param("source_partition", letter.source().partition())
        .param("source_offset", letter.source().offset())
        .param("source_timestamp", letter.source().timestamp())
        .param("failure", letter.reason().failure())
        .param("reason", letter.reason().message())
        .param("parked_at", utc(letter.parkedAt()))
        .param("size", size(content))
        .param("key", content.key(), Types.BINARY)
        .param("value", content.value(), Types.BINARY)
        .param("headers", headers.write(content.headers()))
        .update();
  }

  // Sorts by time, as every identifier here does.
  private static String newId() {
    return "prk" + IdKind.EVENT.next().substring(IdKind.EVENT.prefix().length());
  }

  private static long size(Content content) {
    long size = length(content.key()) + length(content.value());
    for (Header header : content.headers()) {
      size += header.name().getBytes(StandardCharsets.UTF_8).length + length(header.value());
    }
    return size;
  }

  private static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0L : bytes.length;
  }

  @Override
  public List<ParkedRecord> before(
      @Nullable String topic, @Nullable State state, @Nullable Long order, int limit) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("before", order == null ? Long.MAX_VALUE : order);
    parameters.put("limit", limit);
    if (topic != null) {
      parameters.put("topic", topic);
    }
    if (state != null) {
      parameters.put("state", state.code());
    }
    return database
        .sql(ParkedStatements.before(topic != null, state != null))
        .params(parameters)
        .query(PostgresParkedRecords::known)
        .list();
  }

  @Override
  public List<ParkedRecord> parked(String topic, String consumer, @Nullable Long after, int limit) {
    return database
        .sql(ParkedStatements.PARKED)
        .param("topic", topic)
        .param("consumer", consumer)
        .param("after", after == null ? 0L : after)
        .param("limit", limit)
        .query(PostgresParkedRecords::known)
        .list();
  }

  @Override
  public Optional<ParkedRecord> find(String id) {
    return database
        .sql(ParkedStatements.FIND)
        .param("id", id)
        .query(PostgresParkedRecords::known)
        .optional();
  }

  @Override
  public Optional<Content> content(String id) {
    return database
        .sql(ParkedStatements.CONTENT)
        .param("id", id)
        .query(
            (row, number) ->
                new Content(
                    row.getBytes("record_key"),
                    row.getBytes("record_value"),
                    headers.read(row.getString("record_headers"))))
        .optional();
  }

  @Override
  public void filed(String id, Instant now) {
    database.sql(ParkedStatements.FILED).param("id", id).param("now", utc(now)).update();
  }

  @Override
  public void failed(String id, Reason reason) {
    database
        .sql(ParkedStatements.FAILED)
        .param("id", id)
        .param("failure", reason.failure())
        .param("reason", reason.message())
        .update();
  }

  @Override
  public boolean discard(String id, Instant now) {
    return database.sql(ParkedStatements.DISCARD).param("id", id).param("now", utc(now)).update()
        == 1;
  }

  @Override
  public Map<String, Long> countByTopic() {
    Map<String, Long> counts = new HashMap<>();
    database
        .sql(ParkedStatements.COUNT)
        .query(
            row -> {
              counts.put(row.getString("topic"), row.getLong("records"));
            });
    return counts;
  }

  @Override
  public Occupancy occupancy() {
    return database
        .sql(ParkedStatements.OCCUPANCY)
        .query((row, number) -> new Occupancy(row.getLong("records"), row.getLong("size")))
        .single();
  }

  private static ParkedRecord known(ResultSet row, int number) throws SQLException {
    OffsetDateTime settled = row.getObject("settled_at", OffsetDateTime.class);
    return new ParkedRecord(
        row.getString("id"),
        row.getLong("parked_order"),
        row.getString("topic"),
        State.of(row.getString("state")),
        row.getString("consumer"),
        new Source(
            row.getString("source_topic"),
            row.getInt("source_partition"),
            row.getLong("source_offset"),
            row.getLong("source_timestamp")),
        row.getString("failure"),
        row.getString("reason"),
        row.getInt("attempts"),
        row.getObject("parked_at", OffsetDateTime.class).toInstant(),
        settled == null ? null : settled.toInstant(),
        row.getLong("size"));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
