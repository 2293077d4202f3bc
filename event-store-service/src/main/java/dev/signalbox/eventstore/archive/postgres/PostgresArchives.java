package dev.signalbox.eventstore.archive.postgres;

import dev.signalbox.eventstore.archive.Archive;
import dev.signalbox.eventstore.archive.Archives;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Repository
class PostgresArchives implements Archives {

  private static final String ARCHIVES =
      "select month, state, file, checksum, events, failure, archived_at, restored_at from archives";

  private final JdbcClient database;
  private final TransactionTemplate apart;

  PostgresArchives(JdbcClient database, PlatformTransactionManager transactions) {
    this.database = database;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  @Override
  public List<Archive> after(YearMonth month, int limit) {
    return database
        .sql(ARCHIVES + " where month > :month order by month limit :limit")
        .param("month", month.atDay(1))
        .param("limit", limit)
        .query(PostgresArchives::archive)
        .list();
  }

  @Override
  public Optional<Archive> find(YearMonth month) {
    return database
        .sql(ARCHIVES + " where month = :month")
        .param("month", month.atDay(1))
        .query(PostgresArchives::archive)
        .optional();
  }

  @Override
  public List<YearMonth> underWay() {
    return months(
        database.sql(
            """
            select month from archives
             where state in ('preparing', 'detached', 'loading') and leased_until < clock_timestamp()
             order by month
            """));
  }

  @Override
  public Counts counts() {
    Map<Archive.State, Integer> months = new EnumMap<>(Archive.State.class);
    int[] failing = new int[1];
    database
        .sql(
            "select state, count(*) as months, count(failure) as failing from archives group by state")
        .query(
            row -> {
              months.put(state(row), row.getInt("months"));
              failing[0] += row.getInt("failing");
            });
    return new Counts(months, failing[0]);
  }

  private static Archive.State state(ResultSet row) throws SQLException {
    return Archive.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
  }

  @Override
  public boolean inLog(YearMonth month) {
    return database
        .sql(
            """
            select exists (select from pg_inherits i join pg_class c on c.oid = i.inhrelid
                            where i.inhparent = 'events'::regclass and c.relname = event_partition(:month))
            """)
        .param("month", month.atDay(1))
        .query(Boolean.class)
        .single();
  }

  @Override
  public List<YearMonth> due(Instant endedBefore, Instant restoredBefore) {
    return months(
        database
            .sql(
                """
                select p.month
                  from (select to_date(right(c.relname, 7), 'YYYY_MM') as month
                          from pg_inherits i join pg_class c on c.oid = i.inhrelid
                         where i.inhparent = 'events'::regclass and c.relname ~ '^events_\\d{4}_\\d\\d$') as p
                  left join archives a on a.month = p.month
                 where (p.month + interval '1 month') at time zone 'UTC' <= :ended
                   and (a.month is null or a.state = 'attached' and a.restored_at < :restored)
                 order by p.month
                """)
            .param("ended", endedBefore.atOffset(ZoneOffset.UTC))
            .param("restored", restoredBefore.atOffset(ZoneOffset.UTC)));
  }

  private static List<YearMonth> months(JdbcClient.StatementSpec asked) {
    return asked.query(LocalDate.class).list().stream().map(YearMonth::from).toList();
  }

  @Override
  public void wantArchived(YearMonth month) {
    database
        .sql(
            """
            insert into archives (month, state) values (:month, 'preparing')
            on conflict (month) do update set state = 'preparing', failure = null where archives.state = 'attached'
            """)
        .param("month", month.atDay(1))
        .update();
  }

  @Override
  public void wantRestored(YearMonth month) {
    database
        .sql(
            "update archives set state = 'loading', failure = null where month = :month and state = 'archived'")
        .param("month", month.atDay(1))
        .update();
  }

  @Override
  public Optional<Lease> claim(YearMonth month, Duration lease) {
    return database
        .sql(
            """
            update archives
               set lease_token = lease_token + 1, leased_until = clock_timestamp() + make_interval(secs => :seconds)
             where month = :month and leased_until < clock_timestamp()
            returning lease_token
            """)
        .param("month", month.atDay(1))
        .param("seconds", seconds(lease))
        .query(Long.class)
        .optional()
        .map(token -> new MonthLease(month, token, lease));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Archive archive(ResultSet row, int number) throws SQLException {
    return new Archive(
        YearMonth.from(row.getObject("month", LocalDate.class)),
        state(row),
        row.getString("file"),
        row.getString("checksum"),
        row.getObject("events", Long.class),
        row.getString("failure"),
        instant(row.getObject("archived_at", OffsetDateTime.class)),
        instant(row.getObject("restored_at", OffsetDateTime.class)));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private final class MonthLease implements Lease {

    private final YearMonth month;
    private final long token;
    private final Duration duration;

    MonthLease(YearMonth month, long token, Duration duration) {
      this.month = month;
      this.token = token;
      this.duration = duration;
    }

    @Override
    public YearMonth month() {
      return month;
    }

    @Override
    public long token() {
      return token;
    }

    @Override
    public void renew() {
      setEnd("clock_timestamp() + make_interval(secs => :seconds)", duration);
    }

    @Override
    public void release() {
      setEnd("clock_timestamp() - make_interval(secs => :seconds)", Duration.ZERO);
    }

    private void setEnd(String end, Duration by) {
      Integer updated =
          apart.execute(
              status ->
                  database
                      .sql(
                          "update archives set leased_until = "
                              + end
                              + " where month = :month and lease_token = :token"
                              + " and leased_until > clock_timestamp()")
                      .param("month", month.atDay(1))
                      .param("token", token)
                      .param("seconds", seconds(by))
                      .update());
      if (!Integer.valueOf(1).equals(updated)) {
        throw new LeaseLostException(month);
      }
    }
  }
}
