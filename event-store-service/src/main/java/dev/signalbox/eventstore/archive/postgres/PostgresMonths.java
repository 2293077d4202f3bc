package dev.signalbox.eventstore.archive.postgres;

import dev.signalbox.eventstore.archive.Archives;
import dev.signalbox.eventstore.archive.Archives.Lease;
import dev.signalbox.eventstore.archive.Months;
import dev.signalbox.eventstore.log.Checkpoint;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Repository
class PostgresMonths implements Months {

  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'events_'yyyy_MM");

  /**
   * Appends wait while a month goes in or out, and that waits for appends and readers: not long.
   */
  private static final String PATIENCE = "set local lock_timeout = '3s'";

  static final String FIRST =
      "select tx::text as tx, position from %s e order by e.tx, e.position limit 1";
  static final String LAST =
      "select tx::text as tx, position from %s e order by e.tx desc, e.position desc limit 1";

  private final JdbcClient database;
  private final TransactionTemplate transactions;

  PostgresMonths(JdbcClient database, PlatformTransactionManager transactions) {
    this.database = database;
    this.transactions = new TransactionTemplate(transactions);
  }

  @Override
  public Optional<Range> range(YearMonth month) {
    String table = NAME.format(month);
    Optional<Checkpoint> first = place(FIRST.formatted(table));
    Optional<Checkpoint> last = place(LAST.formatted(table));
    return first.map(place -> new Range(place, last.orElse(place)));
  }

  private Optional<Checkpoint> place(String sql) {
    return database
        .sql(sql)
        .query(
            (row, number) ->
                new Checkpoint(Long.parseLong(row.getString("tx")), row.getLong("position")))
        .optional();
  }

  @Override
  public void detach(Lease lease) {
    String table = NAME.format(lease.month());
    // Its own transaction, because it takes long; whoever reads a stream looks at the state, too.
    transactions.executeWithoutResult(
        status -> {
          prove(lease);
          forMonth("delete from archived_streams where month = :month", lease);
          forMonth(
              "insert into archived_streams (stream, month, from_version, to_version)"
                  + " select stream, :month, min(version), max(version) from "
                  + table
                  + " group by stream",
              lease);
        });
    transactions.executeWithoutResult(
        status -> {
          database.sql(PATIENCE).update();
          database.sql("select hold_still()").query().listOfRows();
          prove(lease);
          database
              .sql("select detach_month(:month)")
              .param("month", lease.month().atDay(1))
              .query()
              .listOfRows();
        });
  }

  @Override
  public <T> T lines(YearMonth month, Function<Iterator<String>, T> reader) {
    return reader.apply(new TableLines(database, transactions, NAME.format(month)));
  }

  @Override
  public void drop(Lease lease, Written written) {
    transactions.executeWithoutResult(
        status -> {
          prove(lease);
          database.sql("drop table " + NAME.format(lease.month())).update();
          database
              .sql(
                  """
                  update archives set state = 'archived', file = :file, checksum = :checksum, events = :events,
                         archived_at = clock_timestamp(), failure = null
                   where month = :month
                  """)
              .param("file", written.file())
              .param("checksum", written.checksum())
              .param("events", written.events())
              .param("month", lease.month().atDay(1))
              .update();
        });
  }

  @Override
  public void makeTable(Lease lease) {
    String table = NAME.format(lease.month());
    transactions.executeWithoutResult(
        status -> {
          prove(lease);
          database.sql("drop table if exists " + table).update();
          // With the parent's indexes, so that putting it back does not build them under its lock.
          database
              .sql(
                  "create table %s (like events including defaults including constraints including indexes)"
                      .formatted(table))
              .update();
          database
              .sql(
                  "create unique index %1$s_stream_version on %1$s (stream, version)"
                      .formatted(table))
              .update();
          database
              .sql(
                  """
                  alter table %1$s add constraint %1$s_month
                    check (recorded_at >= '%2$s-01 00:00:00Z' and recorded_at < '%3$s-01 00:00:00Z')
                  """
                      .formatted(table, lease.month(), lease.month().plusMonths(1)))
              .update();
        });
  }

  @Override
  public void load(Lease lease, List<String> lines) {
    transactions.executeWithoutResult(
        status -> {
          prove(lease);
          database
              .sql(
                  "insert into %s (%s) select %s from (%s) as e"
                      .formatted(
                          NAME.format(lease.month()), Lines.COLUMNS, Lines.COLUMNS, Lines.EVENTS))
              .param("lines", Lines.array(lines))
              .update();
        });
  }

  @Override
  public void attach(Lease lease) {
    database.sql("analyze " + NAME.format(lease.month())).update();
    transactions.executeWithoutResult(
        status -> {
          database.sql(PATIENCE).update();
          database.sql("select hold_still()").query().listOfRows();
          prove(lease);
          database
              .sql("select attach_month(:month)")
              .param("month", lease.month().atDay(1))
              .query()
              .listOfRows();
        });
  }

  @Override
  public void failed(YearMonth month, String reason) {
    database
        .sql("update archives set failure = :reason where month = :month")
        .param("reason", reason)
        .param("month", month.atDay(1))
        .update();
  }

  private void forMonth(String sql, Lease lease) {
    database.sql(sql).param("month", lease.month().atDay(1)).update();
  }

  // Locks the row, so that the lease cannot go to somebody else before the transaction ends.
  private void prove(Lease lease) {
    boolean ours =
        database
            .sql(
                """
                select 1 from archives
                 where month = :month and lease_token = :token and leased_until > clock_timestamp() for update
                """)
            .param("month", lease.month().atDay(1))
            .param("token", lease.token())
            .query(Integer.class)
            .optional()
            .isPresent();
    if (!ours) {
      throw new Archives.LeaseLostException(lease.month());
    }
  }
}
