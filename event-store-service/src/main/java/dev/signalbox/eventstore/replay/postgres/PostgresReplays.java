package dev.signalbox.eventstore.replay.postgres;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.replay.Replay;
import dev.signalbox.eventstore.replay.Replays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresReplays implements Replays {

  private static final int MOST_COUNTED = 100_000;
  private static final Pattern ESTIMATE = Pattern.compile("rows=(\\d+)");

  private static final String COLUMNS =
      """
      id, topic, category, type, tag, from_tx::text as from_tx, from_position, to_tx::text as to_tx, to_position, rate,
      state, at_tx::text as at_tx, at_position, done, total, failure, requested_by, requested_at, ended_at, lease_token
      """;

  private static final String RANGE =
      """
        from events e
       where (e.tx, e.position) > (:from_tx::text::xid8, :from_position)
         and (e.tx, e.position) <= (:to_tx::text::xid8, :to_position)
         and (:category::text is null or e.category = :category)
         and (:type::text is null or e.type = :type)
         and (:tag::text is null or e.tags @> array[:tag::text])
      """;

  static final String BEFORE =
      "select "
          + COLUMNS
          + " from replays where :id::text is null or id < :id order by id desc limit :limit";
  static final String CLAIM =
      """
      update replays
         set lease_token = lease_token + 1, leased_until = clock_timestamp() + make_interval(secs => :seconds)
       where id = (select id from replays
                    where state = 'running' and leased_until < clock_timestamp()
                    order by leased_until limit 1 for update skip locked)
      returning\s"""
          + COLUMNS;
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
  static final String RUNNING = "select count(*) from replays where state = 'running'";
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

  PostgresReplays(JdbcClient database) {
    this.database = database;
  }

  @Override
  public void add(Replay replay) {
    place(
            place(
                place(
                    database.sql(
                        """
                        insert into replays (id, topic, category, type, tag, from_tx, from_position, to_tx, to_position,
                                             rate, state, at_tx, at_position, total, requested_by, requested_at)
                        values (:id, :topic, :category, :type, :tag, :from_tx::text::xid8, :from_position,
                                :to_tx::text::xid8, :to_position, :rate, 'running', :at_tx::text::xid8, :at_position,
                                :total, :requested_by, :requested_at)
                        """),
                    "from",
                    replay.after()),
                "to",
                replay.to()),
            "at",
            replay.at())
        .param("id", replay.id())
        .param("topic", replay.topic())
        .param("category", replay.selection().category())
        .param("type", replay.selection().type())
        .param("tag", replay.selection().tag())
        .param("rate", replay.rate())
        .param("total", replay.total())
        .param("requested_by", replay.requestedBy())
        .param("requested_at", replay.requestedAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  @Override
  public Optional<Replay> find(String id) {
    return database
        .sql("select " + COLUMNS + " from replays where id = :id")
        .param("id", id)
        .query(PostgresReplays::replay)
        .optional();
  }

  @Override
  public long running() {
    return database.sql(RUNNING).query(Long.class).single();
  }

  @Override
  public List<Replay> before(@Nullable String id, int limit) {
    return database
        .sql(BEFORE)
        .param("id", id)
        .param("limit", limit)
        .query(PostgresReplays::replay)
        .list();
  }

  @Override
  public boolean move(
      String id, Set<Replay.State> from, Replay.State to, @Nullable Instant endedAt) {
    return database
            .sql(
                """
                update replays
                   set state = :to, ended_at = :ended_at,
                       failure = case when :to = 'running' then null else failure end
                 where id = :id and state in (:from)
                """)
            .param("id", id)
            .param("from", from.stream().map(Replay.State::code).toList())
            .param("to", to.code())
            .param("ended_at", endedAt == null ? null : endedAt.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  @Override
  public Optional<Claim> claim(Duration lease) {
    return database
        .sql(CLAIM)
        .param("seconds", seconds(lease))
        .query((row, number) -> new Claim(replay(row, number), row.getLong("lease_token"), lease))
        .optional();
  }

  @Override
  public boolean progress(Claim claim, Checkpoint at, int published, @Nullable String failure) {
    return place(
            database.sql(
                """
                    update replays
                       set at_tx = :at_tx::text::xid8, at_position = :at_position, done = done + :published,
                           failure = :failure, leased_until = clock_timestamp() + make_interval(secs => :seconds)
                     where id = :id and lease_token = :token and leased_until > clock_timestamp()
                       and (at_tx, at_position) <= (:at_tx::text::xid8, :at_position)
                    returning state
                    """),
            "at",
            at)
        .param("published", published)
        .param("failure", failure)
        .param("seconds", seconds(claim.lease()))
        .param("id", claim.replay().id())
        .param("token", claim.token())
        .query(String.class)
        .optional()
        .filter(Replay.State.RUNNING.code()::equals)
        .isPresent();
  }

  @Override
  public void end(Claim claim, Replay.State state, @Nullable String failure, Instant now) {
    database
        .sql(
            """
            update replays set state = :state, failure = :failure, ended_at = :now, leased_until = '-infinity'
             where id = :id and lease_token = :token and leased_until > clock_timestamp() and state = 'running'
            """)
        .param("state", state.code())
        .param("failure", failure)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("id", claim.replay().id())
        .param("token", claim.token())
        .update();
  }

  @Override
  public void release(Claim claim) {
    database
        .sql(
            "update replays set leased_until = '-infinity' where id = :id and lease_token = :token")
        .param("id", claim.replay().id())
        .param("token", claim.token())
        .update();
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
    return place(place(database.sql(ARCHIVED), "from", after), "to", to).query(Long.class).single();
  }

  @Override
  public List<ArchivedMonth> archivedMonths() {
    return database
        .sql(ARCHIVED_MONTHS)
        .query(
            (row, number) ->
                new ArchivedMonth(
                    YearMonth.from(row.getObject("month", LocalDate.class)),
                    place(row, "from"),
                    place(row, "to")))
        .list();
  }

  private JdbcClient.StatementSpec range(
      String sql, Checkpoint after, Checkpoint to, Selection selection) {
    return place(place(database.sql(sql), "from", after), "to", to)
        .param("category", selection.category())
        .param("type", selection.type())
        .param("tag", selection.tag());
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

  private static JdbcClient.StatementSpec place(
      JdbcClient.StatementSpec statement, String name, Checkpoint place) {
    return statement
        .param(name + "_tx", Long.toString(place.transaction()))
        .param(name + "_position", place.position());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Replay replay(ResultSet row, int number) throws SQLException {
    OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    return new Replay(
        row.getString("id"),
        row.getString("topic"),
        new Selection(row.getString("category"), row.getString("type"), row.getString("tag")),
        place(row, "from"),
        place(row, "to"),
        row.getInt("rate"),
        Replay.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        place(row, "at"),
        row.getLong("done"),
        row.getLong("total"),
        row.getString("failure"),
        row.getString("requested_by"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant());
  }

  private static Checkpoint place(ResultSet row, String name) throws SQLException {
    return new Checkpoint(
        Long.parseLong(row.getString(name + "_tx")), row.getLong(name + "_position"));
  }
}
