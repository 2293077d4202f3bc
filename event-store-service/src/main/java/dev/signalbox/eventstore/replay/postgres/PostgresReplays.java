package dev.signalbox.eventstore.replay.postgres;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.replay.Replay;
import dev.signalbox.eventstore.replay.Replays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresReplays implements Replays {

  private static final String COLUMNS =
      """
      id, topic, category, type, tag, from_tx::text as from_tx, from_position, to_tx::text as to_tx, to_position, rate,
      state, at_tx::text as at_tx, at_position, done, total, failure, requested_by, requested_at, ended_at, lease_token
      """;

  private static final String ADD =
      """
      insert into replays (id, topic, category, type, tag, from_tx, from_position, to_tx, to_position, rate, state,
                           at_tx, at_position, total, requested_by, requested_at)
      values (:id, :topic, :category, :type, :tag, :from_tx::text::xid8, :from_position, :to_tx::text::xid8,
              :to_position, :rate, 'running', :at_tx::text::xid8, :at_position, :total, :requested_by, :requested_at)
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

  private static final String PROGRESS =
      """
      update replays
         set at_tx = :at_tx::text::xid8, at_position = :at_position, done = done + :published, failure = :failure,
             leased_until = clock_timestamp() + make_interval(secs => :seconds)
       where id = :id and lease_token = :token and leased_until > clock_timestamp()
         and (at_tx, at_position) <= (:at_tx::text::xid8, :at_position)
      returning state
      """;

  static final String RUNNING = "select count(*) from replays where state = 'running'";

  private final JdbcClient database;

  PostgresReplays(JdbcClient database) {
    this.database = database;
  }

  @Override
  public void add(Replay replay) {
    JdbcClient.StatementSpec row =
        database
            .sql(ADD)
            .param("id", replay.id())
            .param("topic", replay.topic())
            .param("category", replay.selection().category())
            .param("type", replay.selection().type())
            .param("tag", replay.selection().tag())
            .param("rate", replay.rate())
            .param("total", replay.total())
            .param("requested_by", replay.requestedBy())
            .param("requested_at", replay.requestedAt().atOffset(ZoneOffset.UTC));
    PlaceColumns.bind(row, "from", replay.after());
    PlaceColumns.bind(row, "to", replay.to());
    PlaceColumns.bind(row, "at", replay.at());
    row.update();
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
    JdbcClient.StatementSpec moved =
        database
            .sql(PROGRESS)
            .param("published", published)
            .param("failure", failure)
            .param("seconds", seconds(claim.lease()))
            .param("id", claim.replay().id())
            .param("token", claim.token());
    PlaceColumns.bind(moved, "at", at);
    return moved
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

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Replay replay(ResultSet row, int number) throws SQLException {
    OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    return new Replay(
        row.getString("id"),
        row.getString("topic"),
        new Selection(row.getString("category"), row.getString("type"), row.getString("tag")),
        PlaceColumns.read(row, "from"),
        PlaceColumns.read(row, "to"),
        row.getInt("rate"),
        Replay.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        PlaceColumns.read(row, "at"),
        row.getLong("done"),
        row.getLong("total"),
        row.getString("failure"),
        row.getString("requested_by"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant());
  }
}
