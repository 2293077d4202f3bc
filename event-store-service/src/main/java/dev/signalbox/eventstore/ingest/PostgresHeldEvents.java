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

  private final JdbcClient database;
  private final EventJson json = new EventJson();

  PostgresHeldEvents(JdbcClient database) {
    this.database = database;
  }

  @Override
  public Set<String> filedAmong(Collection<String> eventIds) {
    return Set.copyOf(
        database
            .sql("select event_id from event_ids where event_id = any(:ids)")
            .param("ids", eventIds.toArray(String[]::new))
            .query(String.class)
            .list());
  }

  @Override
  public List<HeldEvent> around(Collection<String> eventIds) {
    return database
        .sql(
            """
            with recursive around as (
              select * from held_events where waits_for = any(:ids) or event_id = any(:ids)
              union
              select h.* from held_events h join around a on h.waits_for = a.event_id
            )
            select event, waits_for, release_at from around order by hold_order
            """)
        .param("ids", eventIds.toArray(String[]::new))
        .query(this::held)
        .list();
  }

  @Override
  public List<HeldEvent> lastOf(Collection<Lane> lanes) {
    return database
        .sql(
            """
            select distinct on (source, stream) event, waits_for, release_at
              from held_events
             where (source, stream) in (select * from unnest(:sources::text[], :streams::text[]))
             order by source, stream, hold_order desc
            """)
        .param("sources", lanes.stream().map(Lane::source).toArray(String[]::new))
        .param("streams", lanes.stream().map(lane -> lane.stream().value()).toArray(String[]::new))
        .query(this::held)
        .list();
  }

  @Override
  public List<HeldEvent> releasable(Instant now, int limit) {
    return database
        .sql(
            """
            select event, waits_for, release_at
              from held_events h
             where release_at <= :now
                or exists (select from event_ids i where i.event_id = h.waits_for)
             order by hold_order
             limit :limit
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .query(this::held)
        .list();
  }

  @Override
  public void apply(FilingPlan plan) {
    if (!plan.toForget().isEmpty()) {
      database
          .sql("delete from held_events where event_id = any(:ids)")
          .param("ids", plan.toForget().toArray(String[]::new))
          .update();
    }
    plan.toRehold().forEach(this::rehold);
    plan.toHold().forEach(this::hold);
  }

  private void rehold(HeldEvent held) {
    database
        .sql("update held_events set waits_for = :cause where event_id = :id")
        .param("cause", held.waitsFor())
        .param("id", held.event().id())
        .update();
  }

  private void hold(HeldEvent held) {
    database
        .sql(
            """
            insert into held_events (event_id, waits_for, release_at, stream, source, event)
            values (:id, :cause, :releaseAt, :stream, :source, :event::jsonb)
            on conflict (event_id) do nothing
            """)
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
