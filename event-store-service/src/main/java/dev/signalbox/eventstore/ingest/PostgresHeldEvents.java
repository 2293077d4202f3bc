package dev.signalbox.eventstore.ingest;

import dev.signalbox.eventstore.log.postgres.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresHeldEvents implements HeldEvents {

  static final String FILED = "select event_id from event_ids where event_id = any(:ids)";

  // A lateral lookup is a loop over the index, whatever the planner expects of the recursion.
  static final String AROUND =
      """
      with recursive around as (
        select * from held_events where waits_for = any(:ids) or event_id = any(:ids)
        union
        select h.*
          from around a, lateral (select * from held_events where waits_for = a.event_id offset 0) h
      )
      select event, waits_for, release_at from around order by hold_order
      """;

  static final String LAST =
      """
      select distinct on (source, stream) event, waits_for, release_at
        from held_events
       where (source, stream) in (select * from unnest(:sources::text[], :streams::text[]))
       order by source, stream, hold_order desc
      """;

  // Not "exists", which the planner may answer by reading all ids there are.
  static final String RELEASABLE =
      """
      select event, waits_for, release_at
        from held_events h
       where release_at <= :now
          or (select true from event_ids i where i.event_id = h.waits_for)
       order by hold_order
       limit :limit
      """;

  private static final String HOLD =
      """
      insert into held_events (event_id, waits_for, release_at, stream, source, event)
      values (:id, :cause, :releaseAt, :stream, :source, :event::jsonb)
      on conflict (event_id) do nothing
      """;

  static final String REHOLD = "update held_events set waits_for = :cause where event_id = :id";

  static final String FORGET = "delete from held_events where event_id = any(:ids)";

  private final JdbcClient database;
  private final EventJson json = new EventJson();

  PostgresHeldEvents(JdbcClient database) {
    this.database = database;
  }

  @Override
  public Set<String> filedAmong(Collection<String> eventIds) {
    return Set.copyOf(
        database
            .sql(FILED)
            .param("ids", eventIds.toArray(String[]::new))
            .query(String.class)
            .list());
  }

  @Override
  public List<HeldEvent> around(Collection<String> eventIds) {
    return database
        .sql(AROUND)
        .param("ids", eventIds.toArray(String[]::new))
        .query(this::held)
        .list();
  }

  @Override
  public List<HeldEvent> lastOf(Collection<Lane> lanes) {
    return database
        .sql(LAST)
        .param("sources", lanes.stream().map(Lane::source).toArray(String[]::new))
        .param("streams", lanes.stream().map(lane -> lane.stream().value()).toArray(String[]::new))
        .query(this::held)
        .list();
  }

  @Override
  public List<HeldEvent> releasable(Instant now, int limit) {
    return database
        .sql(RELEASABLE)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .query(this::held)
        .list();
  }

  @Override
  public void apply(FilingPlan plan) {
    if (!plan.toForget().isEmpty()) {
      database.sql(FORGET).param("ids", plan.toForget().toArray(String[]::new)).update();
    }
    plan.toRehold().forEach(this::rehold);
    plan.toHold().forEach(this::hold);
  }

  private void rehold(HeldEvent held) {
    database.sql(REHOLD).param("cause", held.waitsFor()).param("id", held.event().id()).update();
  }

  private void hold(HeldEvent held) {
    database
        .sql(HOLD)
        .param("id", held.event().id())
        .param("cause", held.waitsFor())
        .param("releaseAt", held.releaseAt().atOffset(ZoneOffset.UTC))
        .param("stream", held.event().stream().value())
        .param("source", held.event().source())
        .param("event", json.write(held.event()))
        .update();
  }

  private HeldEvent held(ResultSet row, int number) throws SQLException {
    return new HeldEvent(
        json.read(row.getString("event")),
        row.getString("waits_for"),
        row.getObject("release_at", OffsetDateTime.class).toInstant());
  }
}
