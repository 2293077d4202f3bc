package dev.signalbox.eventstore.subscription.postgres;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.subscription.ParkedEvent;
import dev.signalbox.eventstore.subscription.ParkedEvents;
import dev.signalbox.eventstore.subscription.Settlement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresParkedEvents implements ParkedEvents {

  private static final String ONE = " where subscription = :subscription and event_id = :event_id";

  private final JdbcClient database;

  PostgresParkedEvents(JdbcClient database) {
    this.database = database;
  }

  @Override
  public void park(String subscription, ParkedEvent event) {
    database
        .sql(
            """
            insert into parked_events (subscription, event_id, bucket, tx, position, stream, reason, attempts, parked_at)
            values (:subscription, :event_id, :bucket, :transaction, :position, :stream, :reason, :attempts, :parked_at)
            on conflict (subscription, event_id) do update
              set reason = excluded.reason, attempts = excluded.attempts, parked_at = excluded.parked_at,
                  replays = false
            """)
        .param("subscription", subscription)
        .param("event_id", event.eventId())
        .param("bucket", event.bucket())
        .param("transaction", event.checkpoint().transaction())
        .param("position", event.checkpoint().position())
        .param("stream", event.stream().value())
        .param("reason", event.reason())
        .param("attempts", event.attempts())
        .param("parked_at", event.parkedAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  @Override
  public List<ParkedEvent> after(String subscription, Checkpoint checkpoint, int limit) {
    return database
        .sql(
            """
            select * from parked_events
             where subscription = :subscription and (tx, position) > (:transaction, :position)
             order by tx, position
             limit :limit
            """)
        .param("subscription", subscription)
        .param("transaction", checkpoint.transaction())
        .param("position", checkpoint.position())
        .param("limit", limit)
        .query(PostgresParkedEvents::parked)
        .list();
  }

  @Override
  public Optional<ParkedEvent> at(String subscription, Checkpoint checkpoint) {
    return database
        .sql(
            """
            select * from parked_events
             where subscription = :subscription and tx = :transaction and position = :position
            """)
        .param("subscription", subscription)
        .param("transaction", checkpoint.transaction())
        .param("position", checkpoint.position())
        .query(PostgresParkedEvents::parked)
        .optional();
  }

  @Override
  public boolean replay(String subscription, String eventId) {
    return update("update parked_events set replays = true" + ONE, subscription, eventId);
  }

  @Override
  public boolean delete(String subscription, String eventId) {
    return update("delete from parked_events" + ONE, subscription, eventId);
  }

  private boolean update(String statement, String subscription, String eventId) {
    return database
            .sql(statement)
            .param("subscription", subscription)
            .param("event_id", eventId)
            .update()
        == 1;
  }

  @Override
  public List<ParkedEvent> replaying(String subscription, Collection<Integer> buckets) {
    return database
        .sql(SubscriptionStatements.REPLAYING)
        .param("subscription", subscription)
        .param("buckets", buckets.toArray(Integer[]::new))
        .query(PostgresParkedEvents::parked)
        .list();
  }

  @Override
  public void done(String subscription, Collection<Settlement> settlements) {
    database
        .sql(SubscriptionStatements.DONE)
        .param("subscription", subscription)
        .param("buckets", settlements.stream().map(Settlement::bucket).toArray(Integer[]::new))
        .param(
            "transactions",
            settlements.stream().map(one -> one.checkpoint().transaction()).toArray(Long[]::new))
        .param(
            "positions",
            settlements.stream().map(one -> one.checkpoint().position()).toArray(Long[]::new))
        .update();
  }

  private static ParkedEvent parked(ResultSet row, int number) throws SQLException {
    return new ParkedEvent(
        row.getString("event_id"),
        new StreamName(row.getString("stream")),
        row.getInt("bucket"),
        new Checkpoint(row.getLong("tx"), row.getLong("position")),
        row.getString("reason"),
        row.getInt("attempts"),
        row.getObject("parked_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("replays"));
  }
}
