package dev.signalbox.kit.outbox;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The committed events that Kafka has not acknowledged yet, oldest first. */
final class WaitingEvents {
  /** First half of the advisory lock; the second is the table, so each schema has its own. */
  private static final int PUBLISHER_LOCK = 0x0B0C5;

  /**
   * Rows come and go so fast that what the planner knows of the table is wrong, most often that it
   * is empty: it would read all of what autovacuum has not got to yet, and sort, for every batch.
   */
  private static final String CLAIM =
      """
      SELECT pg_try_advisory_xact_lock(?, 'kit_outbox'::regclass::oid::int) AS claimed,
             set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)
      """;

  static final String OLDEST =
      "SELECT id, topic, key, traceparent, payload FROM kit_outbox ORDER BY id LIMIT ?";

  private final JdbcClient database;

  WaitingEvents(JdbcClient database) {
    this.database = database;
  }

  /**
   * Whether this transaction may publish: at most one at a time may, in any process, which keeps
   * the order. The database takes the right back when the transaction or its process ends.
   */
  boolean claim() {
    return database
        .sql(CLAIM)
        .param(PUBLISHER_LOCK)
        .query((row, number) -> row.getBoolean("claimed"))
        .single();
  }

  List<WaitingEvent> oldest(int limit) {
    return database
        .sql(OLDEST)
        .param(limit)
        .query(
            (row, number) ->
                new WaitingEvent(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getBytes(5)))
        .list();
  }

  void delete(List<WaitingEvent> published) {
    Long[] ids = published.stream().map(WaitingEvent::id).toArray(Long[]::new);
    database.sql("DELETE FROM kit_outbox WHERE id = ANY (?)").param(ids).update();
  }
}
