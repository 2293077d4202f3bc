package dev.signalbox.streaming.resume;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The table of what was sent of streams. */
final class StreamEvents {

  static final String AFTER =
      """
      SELECT first, last, events FROM (
        SELECT first, last, events, sum(octet_length(events)) OVER (ORDER BY last) - octet_length(events) AS before
        FROM (SELECT first, last, events FROM stream_events
              WHERE slot = :slot AND stream_id = :id AND last > :number ORDER BY last LIMIT 100) AS next) AS summed
      WHERE before < :limit ORDER BY last
      """;

  static final String LAST =
      """
      SELECT last FROM stream_events WHERE slot = :slot AND stream_id = :id ORDER BY last DESC LIMIT 1
      """;

  static final String STORE =
      """
      INSERT INTO stream_events (slot, stream_id, first, last, events)
      SELECT slot, part.id, part.first, part.last, part.events
      FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::bytea[]) AS part (id, first, last, events)
      JOIN stream ON stream_id = part.id AND state = 'running'
      RETURNING stream_id
      """;

  private static final String HEAD =
      """
      UPDATE stream SET heading = head.heading::json
      FROM unnest(?::text[], ?::text[]) AS head (id, heading) WHERE stream_id = head.id
      """;

  private static final String END =
      """
      UPDATE stream SET state = ending.state, alive_until = NULL, ended_at = now()
      FROM unnest(?::text[], ?::text[]) AS ending (id, state)
      WHERE stream_id = ending.id AND stream.state = 'running' RETURNING stream_id
      """;

  private static final String SIZE =
      """
      SELECT coalesce(sum(pg_total_relation_size(relid)), 0) FROM pg_partition_tree('stream_events') WHERE isleaf
      """;

  /** The partitions of this window and the next are in use, whatever they hold. */
  private static final String UNUSED =
      """
      SELECT slot FROM generate_series(0, 5) AS partition (slot)
      WHERE pg_relation_size(('stream_events_' || slot)::regclass) > 0
        AND slot <> floor(extract(epoch FROM now()) / 600)::int % 6
        AND slot <> (floor(extract(epoch FROM now()) / 600)::int + 1) % 6
        AND NOT EXISTS (SELECT FROM stream WHERE stream.slot = partition.slot
                        AND (ended_at IS NULL OR ended_at > now() - make_interval(secs => :keep)))
      """;

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final JsonMapper json;

  StreamEvents(JdbcClient database, TransactionTemplate transaction, JsonMapper json) {
    this.database = database;
    this.transaction = transaction;
    this.json = json;
  }

  /**
   * Stores what there is of many streams, each with at most one entry. Tells which of them were
   * running; of the others nothing is stored.
   */
  Set<String> store(List<StreamEntry> entries) {
    List<StreamEntry> headings = with(entries, StreamEntry::heading);
    List<StreamEntry> endings = with(entries, StreamEntry::ending);
    if (headings.isEmpty() && endings.isEmpty()) {
      return parts(entries);
    }
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              Set<String> stored = parts(with(entries, StreamEntry::part));
              head(headings);
              stored.addAll(end(endings));
              return stored;
            }));
  }

  private Set<String> parts(List<StreamEntry> entries) {
    if (entries.isEmpty()) {
      return new HashSet<>();
    }
    List<StreamPart> parts = entries.stream().map(StreamEntry::part).toList();
    return new HashSet<>(
        database
            .sql(STORE)
            .params(
                ids(entries),
                parts.stream().map(StreamPart::first).toArray(Long[]::new),
                parts.stream().map(StreamPart::last).toArray(Long[]::new),
                parts.stream().map(StreamPart::events).toArray(byte[][]::new))
            .query(String.class)
            .list());
  }

  private void head(List<StreamEntry> entries) {
    if (!entries.isEmpty()) {
      String[] headings =
          entries.stream()
              .map(entry -> json.writeValueAsString(entry.heading()))
              .toArray(String[]::new);
      database.sql(HEAD).params(ids(entries), headings).update();
    }
  }

  private Collection<String> end(List<StreamEntry> entries) {
    if (entries.isEmpty()) {
      return Set.of();
    }
    String[] states =
        entries.stream()
            .map(entry -> Objects.requireNonNull(entry.ending()).code())
            .toArray(String[]::new);
    return database.sql(END).params(ids(entries), states).query(String.class).list();
  }

  /** Parts that go on after this number, in order; together not much longer than the limit. */
  List<StreamPart> after(StoredStream stream, long number, int limit) {
    return database
        .sql(AFTER)
        .param("slot", stream.slot())
        .param("id", stream.id())
        .param("number", number)
        .param("limit", limit)
        .query(
            (row, count) ->
                new StreamPart(row.getLong("first"), row.getLong("last"), row.getBytes("events")))
        .list();
  }

  /** The number of the last event, 0 when there is none. */
  long last(StoredStream stream) {
    return database
        .sql(LAST)
        .param("slot", stream.slot())
        .param("id", stream.id())
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /** Bytes on disk. */
  long size() {
    return database.sql(SIZE).query(Long.class).single();
  }

  /** Empties the partitions that hold nothing any more that can be resumed. */
  int expire(Duration keep) {
    List<Integer> unused =
        database.sql(UNUSED).param("keep", Streams.seconds(keep)).query(Integer.class).list();
    unused.forEach(
        slot ->
            transaction.executeWithoutResult(
                status -> {
                  database.sql("SET LOCAL lock_timeout = '1s'").update();
                  database.sql("TRUNCATE stream_events_" + slot).update();
                }));
    return unused.size();
  }

  private static List<StreamEntry> with(
      List<StreamEntry> entries, Function<StreamEntry, @Nullable Object> field) {
    return entries.stream().filter(entry -> field.apply(entry) != null).toList();
  }

  private static String[] ids(List<StreamEntry> entries) {
    return entries.stream().map(StreamEntry::streamId).toArray(String[]::new);
  }
}
