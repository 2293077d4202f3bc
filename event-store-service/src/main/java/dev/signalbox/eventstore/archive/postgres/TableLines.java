package dev.signalbox.eventstore.archive.postgres;

import dev.signalbox.eventstore.log.Checkpoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of a table as lines, in the order of the log, some at a time. */
final class TableLines implements Iterator<String> {

  private static final int ROWS = 200;

  static final String AFTER =
      """
      select e.tx::text as tx, e.position, row_to_json(e)::text as line from %s e
       where (e.tx, e.position) > (:transaction::text::xid8, :position)
       order by e.tx, e.position limit :limit
      """;

  private record Line(Checkpoint place, String text) {}

  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final String table;
  private final Deque<Line> lines = new ArrayDeque<>();
  private Checkpoint last = Checkpoint.START;
  private boolean ended;

  TableLines(JdbcClient database, TransactionTemplate transactions, String table) {
    this.database = database;
    this.transactions = transactions;
    this.table = table;
  }

  @Override
  public boolean hasNext() {
    if (lines.isEmpty() && !ended) {
      lines.addAll(transactions.execute(status -> more()));
      ended = lines.isEmpty();
    }
    return !lines.isEmpty();
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Line line = lines.removeFirst();
    last = line.place();
    return line.text();
  }

  // The same text on every machine: times in JSON are in the session's zone.
  private List<Line> more() {
    database.sql("set local timezone = 'UTC'").update();
    return database
        .sql(AFTER.formatted(table))
        .param("transaction", Long.toString(last.transaction()))
        .param("position", last.position())
        .param("limit", ROWS)
        .query(
            (row, number) ->
                new Line(
                    new Checkpoint(Long.parseLong(row.getString("tx")), row.getLong("position")),
                    row.getString("line")))
        .list();
  }
}
