package dev.signalbox.eventstore.subscription.postgres;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.subscription.Bucketing;
import dev.signalbox.eventstore.subscription.RetryPolicy;
import dev.signalbox.eventstore.subscription.Start;
import dev.signalbox.eventstore.subscription.Subscription;
import dev.signalbox.eventstore.subscription.SubscriptionStatus;
import dev.signalbox.eventstore.subscription.Subscriptions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class PostgresSubscriptions implements Subscriptions {

  private final JdbcClient database;
  private final StartPlaces starts;

  PostgresSubscriptions(JdbcClient database, EventLog log) {
    this.database = database;
    this.starts = new StartPlaces(database, log);
  }

  // Tokens begin with the time, so that those of a deleted subscription of this id mean nothing.
  @Override
  @Transactional
  public boolean create(Subscription subscription, Checkpoint start) {
    boolean created =
        database
                .sql(
                    """
                    insert into subscriptions (subscription, category, type, tag, buckets, max_attempts,
                                               first_delay_ms, greatest_delay_ms, topic, created_at)
                    values (:subscription, :category, :type, :tag, :buckets, :max_attempts,
                            :first_delay, :greatest_delay, :topic, :created_at)
                    on conflict do nothing
                    """)
                .param("subscription", subscription.id())
                .param("category", subscription.selection().category())
                .param("type", subscription.selection().type())
                .param("tag", subscription.selection().tag())
                .param("buckets", subscription.bucketing().buckets())
                .param("max_attempts", subscription.retry().maxAttempts())
                .param("first_delay", subscription.retry().firstDelay().toMillis())
                .param("greatest_delay", subscription.retry().greatestDelay().toMillis())
                .param("topic", subscription.topic())
                .param("created_at", subscription.createdAt().atOffset(ZoneOffset.UTC))
                .update()
            == 1;
    if (created) {
      database
          .sql(
              """
              insert into subscription_buckets (subscription, bucket, token, checkpoint_tx, checkpoint_position)
              select :subscription, bucket, (extract(epoch from clock_timestamp()) * 1000)::bigint,
                     :transaction, :position
                from generate_series(0, :buckets - 1) as bucket
              """)
          .param("subscription", subscription.id())
          .param("transaction", start.transaction())
          .param("position", start.position())
          .param("buckets", subscription.bucketing().buckets())
          .update();
    }
    return created;
  }

  @Override
  public Optional<Subscription> find(String id) {
    return database
        .sql(SubscriptionStatements.FIND)
        .param("subscription", id)
        .query(PostgresSubscriptions::subscription)
        .optional();
  }

  @Override
  public List<Subscription> after(String id, int limit) {
    return database
        .sql(
            "select * from subscriptions where subscription > :id order by subscription limit :limit")
        .param("id", id)
        .param("limit", limit)
        .query(PostgresSubscriptions::subscription)
        .list();
  }

  @Override
  public List<Subscription> delivered(int limit) {
    return database
        .sql(
            "select * from subscriptions where topic is not null order by subscription limit :limit")
        .param("limit", limit)
        .query(PostgresSubscriptions::subscription)
        .list();
  }

  @Override
  public boolean pause(String id, boolean paused) {
    return database
            .sql("update subscriptions set paused = :paused where subscription = :subscription")
            .param("paused", paused)
            .param("subscription", id)
            .update()
        == 1;
  }

  @Override
  @Transactional
  public boolean reset(String id, Checkpoint place) {
    boolean found =
        database
            .sql(SubscriptionStatements.LOCK)
            .param("subscription", id)
            .query(Boolean.class)
            .optional()
            .isPresent();
    if (found) {
      database
          .sql(SubscriptionStatements.RESET)
          .param("subscription", id)
          .param("transaction", place.transaction())
          .param("position", place.position())
          .update();
    }
    return found;
  }

  @Override
  public boolean delete(String id) {
    return database
            .sql("delete from subscriptions where subscription = :subscription")
            .param("subscription", id)
            .update()
        == 1;
  }

  @Override
  public boolean readable(Checkpoint checkpoint) {
    return database
        .sql(SubscriptionStatements.READABLE)
        .param("transaction", Long.toString(checkpoint.transaction()))
        .query(Boolean.class)
        .single();
  }

  @Override
  public SubscriptionStatus status(Subscription subscription) {
    long parked =
        database
            .sql("select count(*) from parked_events where subscription = :subscription")
            .param("subscription", subscription.id())
            .query(Long.class)
            .single();
    List<SubscriptionStatus.Member> consumers =
        database
            .sql(SubscriptionStatements.MEMBERS)
            .param("subscription", subscription.id())
            .query(
                (row, number) ->
                    new SubscriptionStatus.Member(row.getString("consumer"), row.getInt("buckets")))
            .list();
    return behind(subscription)
        .query(
            (row, number) ->
                new SubscriptionStatus(
                    row.getInt("events"),
                    Duration.ofMillis((long) (row.getDouble("seconds") * 1000)),
                    parked,
                    consumers))
        .single();
  }

  private JdbcClient.StatementSpec behind(Subscription subscription) {
    String bound = starts.bound();
    Checkpoint last =
        database
            .sql(
                """
                select checkpoint_tx as transaction, checkpoint_position as position from subscription_buckets
                 where subscription = :subscription order by checkpoint_tx, checkpoint_position limit 1
                """)
            .param("subscription", subscription.id())
            .query(StartPlaces::place)
            .optional()
            .orElse(Checkpoint.START);
    Selection selection = subscription.selection();
    JdbcClient.StatementSpec asked =
        database
            .sql(SubscriptionStatements.behind(selection))
            .param("subscription", subscription.id())
            .param("transaction", Long.toString(last.transaction()))
            .param("position", last.position())
            .param("bound", bound)
            .param("buckets", subscription.bucketing().buckets())
            .param("limit", SubscriptionStatus.MOST_COUNTED);
    asked = selection.category() == null ? asked : asked.param("category", selection.category());
    asked = selection.type() == null ? asked : asked.param("type", selection.type());
    return selection.tag() == null ? asked : asked.param("tag", selection.tag());
  }

  @Override
  public Checkpoint place(Start start) {
    return starts.place(start);
  }

  private static Subscription subscription(ResultSet row, int number) throws SQLException {
    return new Subscription(
        row.getString("subscription"),
        new Selection(row.getString("category"), row.getString("type"), row.getString("tag")),
        new RetryPolicy(
            row.getInt("max_attempts"),
            Duration.ofMillis(row.getLong("first_delay_ms")),
            Duration.ofMillis(row.getLong("greatest_delay_ms"))),
        new Bucketing(row.getInt("buckets")),
        row.getBoolean("paused"),
        row.getString("topic"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
