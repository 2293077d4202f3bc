package dev.signalbox.eventstore.archive.postgres;

import dev.signalbox.eventstore.archive.ParsingLines;
import dev.signalbox.eventstore.audit.StoredRow;
import dev.signalbox.eventstore.audit.postgres.RowColumns;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.postgres.EventRows;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets PostgreSQL read lines, which wrote them: nothing is lost in between. */
@Component
class ParsedLines implements ParsingLines {

  private final JdbcClient database;

  ParsedLines(JdbcClient database) {
    this.database = database;
  }

  @Override
  public List<StoredRow> parse(List<String> lines) {
    return database
        .sql("select " + RowColumns.select() + " from (" + Lines.EVENTS + ") as e")
        .param("lines", Lines.array(lines))
        .query(RowColumns::read)
        .list();
  }

  @Override
  public List<RecordedEvent> events(List<String> lines) {
    return database
        .sql("select " + EventRows.COLUMNS + " from (" + Lines.EVENTS + ") as e")
        .param("lines", Lines.array(lines))
        .query(EventRows::read)
        .list();
  }

  @Override
  public <T> List<T> overlapping(
      Checkpoint after, Checkpoint to, BiFunction<YearMonth, String, T> each) {
    return database
        .sql(
            """
            select a.month, coalesce(a.file, '') as file, a.state from archives a
             where exists (select from archived_ranges r
                            where r.month = a.month
                              and (r.to_tx, r.to_position) > (:after_tx::text::xid8, :after_position)
                              and (r.from_tx, r.from_position) <= (:to_tx::text::xid8, :to_position))
             order by a.month for key share of a
            """)
        .param("after_tx", Long.toString(after.transaction()))
        .param("after_position", after.position())
        .param("to_tx", Long.toString(to.transaction()))
        .param("to_position", to.position())
        .query(
            (row, number) ->
                each.apply(
                    YearMonth.from(row.getObject("month", LocalDate.class)),
                    row.getString("state").equals("detached") ? "" : row.getString("file")))
        .list();
  }
}
