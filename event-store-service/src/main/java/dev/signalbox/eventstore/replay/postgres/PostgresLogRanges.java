package dev.signalbox.eventstore.replay.postgres;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.replay.LogRanges;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresLogRanges implements LogRanges {

  private static final int MOST_COUNTED = 100_000;
  private static final Pattern ESTIMATE = Pattern.compile("rows=(\\d+)");

  private static final String RANGE =
      """
        from events e
       where (e.tx, e.position) > (:from_tx::text::xid8, :from_position)
         and (e.tx, e.position) <= (:to_tx::text::xid8, :to_position)
         and (:category::text is null or e.category = :category)
         and (:type::text is null or e.type = :type)
         and (:tag::text is null or e.tags @> array[:tag::text])
      """;

  static final String COUNT =
      "select count(*) from (select 1 "
          + RANGE
          + " order by e.tx, e.position limit :limit) as counted";
  static final String BEFORE_FIRST =
      "select tx::text as tx, position from events e where recorded_at >= :time"
          + " order by e.tx, e.position limit 1";
  static final String LAST_BEFORE =
      "select tx::text as tx, position from events e where recorded_at < :time"
          + " order by e.tx desc, e.position desc limit 1";
  static final String ARCHIVED =
      """
      select coalesce(sum(a.events), 0) from archives a
       where exists (select from archived_ranges r
                      where r.month = a.month
                        and (r.to_tx, r.to_position) > (:from_tx::text::xid8, :from_position)
                        and (r.from_tx, r.from_position) <= (:to_tx::text::xid8, :to_position))
      """;
  static final String ARCHIVED_MONTHS =
      """
      select f.month, f.from_tx::text as from_tx, f.from_position - 1 as from_position,
             l.to_tx::text as to_tx, l.to_position
        from (select distinct on (month) month, from_tx, from_position from archived_ranges
               order by month, from_tx, from_position) as f
        join (select distinct on (month) month, to_tx, to_position from archived_ranges
               order by month, to_tx desc, to_position desc) as l on l.month = f.month
       order by f.month
      """;

  private final JdbcClient database;

  PostgresLogRanges(JdbcClient database) {
    this.database = database;
  }

  @Override
  public long count(Checkpoint after, Checkpoint to, Selection selection) {
    long counted =
        range(COUNT, after, to, selection).param("limit", MOST_COUNTED).query(Long.class).single();
    long archived = archived(after, to);
    if (counted < MOST_COUNTED) {
      return counted + archived;
    }
    String plan =
        range("explain select 1 " + RANGE, after, to, selection)
            .query(String.class)
            .list()
            .getFirst();
    Matcher rows = ESTIMATE.matcher(plan);
    return archived + (rows.find() ? Math.max(counted, Long.parseLong(rows.group(1))) : counted);
  }

  private long archived(Checkpoint after, Checkpoint to) {
    return range(ARCHIVED, after, to).query(Long.class).single();
  }

  @Override
  public List<ArchivedMonth> archivedMonths() {
    return database
        .sql(ARCHIVED_MONTHS)
        .query(
            (row, number) ->
                new ArchivedMonth(
                    YearMonth.from(row.getObject("month", LocalDate.class)),
                    PlaceColumns.read(row, "from"),
                    PlaceColumns.read(row, "to")))
        .list();
  }

  private JdbcClient.StatementSpec range(
      String sql, Checkpoint after, Checkpoint to, Selection selection) {
    return range(sql, after, to)
        .param("category", selection.category())
        .param("type", selection.type())
        .param("tag", selection.tag());
  }

  private JdbcClient.StatementSpec range(String sql, Checkpoint after, Checkpoint to) {
    JdbcClient.StatementSpec statement = database.sql(sql);
    PlaceColumns.bind(statement, "from", after);
    PlaceColumns.bind(statement, "to", to);
    return statement;
  }

  @Override
  public Optional<Checkpoint> beforeFirst(Instant recorded) {
    return placed(BEFORE_FIRST, recorded)
        .map(first -> new Checkpoint(first.transaction(), first.position() - 1));
  }

  @Override
  public Optional<Checkpoint> lastBefore(Instant recorded) {
    return placed(LAST_BEFORE, recorded);
  }

  private Optional<Checkpoint> placed(String sql, Instant time) {
    return database
        .sql(sql)
        .param("time", time.atOffset(ZoneOffset.UTC))
        .query(
            (row, number) ->
                new Checkpoint(Long.parseLong(row.getString("tx")), row.getLong("position")))
        .optional();
  }
}
