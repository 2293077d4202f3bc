package dev.signalbox.eventstore.audit.postgres;

import dev.signalbox.eventstore.audit.ArchivedRows;
import dev.signalbox.eventstore.audit.StoredRow;
import dev.signalbox.eventstore.audit.StoredRows;
import dev.signalbox.eventstore.log.Checkpoint;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Repository
class PostgresStoredRows implements StoredRows {

  private static final int ROWS_PER_FETCH = 64;

  static final String LIVE =
      "select "
          + RowColumns.select()
          + """
             from events e
            where (e.tx, e.position) > (:after_tx::text::xid8, :after_position)
              and (e.tx, e.position) <= (:to_tx::text::xid8, :to_position)
            order by e.tx, e.position
            """;

  /**
   * How many rows lie between two places is more than the planner can tell; it takes them for a few
   * and sorts what are all that are not sealed yet. Along the index the first ones come at once.
   */
  static final String ALONG_THE_INDEX =
      "select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)";

  static final String PLACE_OF =
      "select tx::text as tx, position from event_ids where event_id = :event_id";

  private final JdbcClient database;
  private final ArchivedRows archived;
  private final TransactionTemplate transactions;

  PostgresStoredRows(
      JdbcClient database, ArchivedRows archived, PlatformTransactionManager transactions) {
    this.database = database;
    this.archived = archived;
    this.transactions = new TransactionTemplate(transactions);
  }

  @Override
  public <T> T between(Checkpoint after, Checkpoint to, Function<Iterator<StoredRow>, T> reader) {
    // Rows arrive in small portions only inside a transaction.
    return transactions.execute(status -> read(after, to, reader));
  }

  private <T> T read(Checkpoint after, Checkpoint to, Function<Iterator<StoredRow>, T> reader) {
    // Before the rows of the database: an archive that is made meanwhile waits for this
    // transaction.
    List<ArchivedRows.Rows> archives = archived.between(after, to);
    database.sql(ALONG_THE_INDEX).query().singleRow();
    try (Stream<StoredRow> live =
        database
            .sql(LIVE)
            .param("after_tx", Long.toString(after.transaction()))
            .param("after_position", after.position())
            .param("to_tx", Long.toString(to.transaction()))
            .param("to_position", to.position())
            .withFetchSize(ROWS_PER_FETCH)
            .query(RowColumns::read)
            .stream()) {
      List<Iterator<StoredRow>> all = new ArrayList<>(archives);
      all.add(live.iterator());
      return reader.apply(all.size() == 1 ? all.getFirst() : new MergedRows(all));
    } finally {
      archives.forEach(ArchivedRows.Rows::close);
    }
  }

  @Override
  public Checkpoint complete() {
    long bound =
        Long.parseLong(database.sql("select safe_bound()::text").query(String.class).single());
    return new Checkpoint(bound - 1, Long.MAX_VALUE);
  }

  @Override
  public Optional<Checkpoint> placeOf(String eventId) {
    return database
        .sql(PLACE_OF)
        .param("event_id", eventId)
        .query(
            (row, number) ->
                new Checkpoint(Long.parseLong(row.getString("tx")), row.getLong("position")))
        .optional();
  }

  @Override
  public Optional<String> eventAt(Checkpoint place) {
    return database
        .sql(
            """
            select event_id from event_ids where tx = :transaction::text::xid8 and position = :position limit 1
            """)
        .param("transaction", Long.toString(place.transaction()))
        .param("position", place.position())
        .query(String.class)
        .optional();
  }
}
