package dev.signalbox.eventstore.subscription.postgres;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.subscription.Lease;
import dev.signalbox.eventstore.subscription.Leases;
import dev.signalbox.eventstore.subscription.Settlement;
import dev.signalbox.eventstore.subscription.Subscription;
import dev.signalbox.eventstore.subscription.SubscriptionProperties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Leases as rows. A poll that finds nothing to change only reads; changes of hands happen one after
 * the other under the lock of the subscription's row.
 */
@Repository
class PostgresLeases implements Leases {

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final String lease;
  private final String half;

  PostgresLeases(
      JdbcClient database,
      PlatformTransactionManager transactions,
      SubscriptionProperties properties) {
    this.database = database;
    this.transaction = new TransactionTemplate(transactions);
    this.lease = interval(properties.lease());
    this.half = interval(properties.lease().dividedBy(2));
  }

  @Override
  public List<Lease> hold(Subscription subscription, String consumer) {
    Group group = group(subscription.id(), consumer);
    List<Held> held = held(subscription.id(), consumer);
    int share = group.share(subscription.bucketing().buckets());
    boolean settled =
        group.fresh()
            && held.stream().noneMatch(Held::ending)
            && (held.size() == share || (held.size() < share && !group.free()));
    if (!settled) {
      held = transaction.execute(status -> share(subscription, consumer));
    }
    return held.stream().map(Held::lease).toList();
  }

  private List<Held> share(Subscription subscription, String consumer) {
    String id = subscription.id();
    if (sql(SubscriptionStatements.LOCK, id).query(Boolean.class).optional().isEmpty()) {
      return List.of();
    }
    sql(SubscriptionStatements.LOCK_BUCKETS, id, consumer).query(Integer.class).list();
    sql(SubscriptionStatements.LIVE, id, consumer).param("lease", lease).update();
    sql(SubscriptionStatements.BURY, id).update();
    int share = group(id, consumer).share(subscription.bucketing().buckets());
    sql(SubscriptionStatements.GIVE_BACK, id, consumer).param("keep", share).update();
    int kept = sql(SubscriptionStatements.RENEW, id, consumer).param("lease", lease).update();
    if (kept < share) {
      sql(SubscriptionStatements.TAKE, id, consumer)
          .param("lease", lease)
          .param("wanted", share - kept)
          .update();
    }
    return held(id, consumer);
  }

  @Override
  public Set<Integer> acknowledge(
      String subscription, String consumer, List<Settlement> settlements) {
    Set<Integer> lost = new HashSet<>(settlements.stream().map(Settlement::bucket).toList());
    transaction.executeWithoutResult(
        status -> {
          said(SubscriptionStatements.HELD_OF_SAID, subscription, settlements)
              .param("consumer", consumer)
              .query(Integer.class)
              .list()
              .forEach(lost::remove);
          List<Settlement> held =
              settlements.stream().filter(one -> !lost.contains(one.bucket())).toList();
          if (!held.isEmpty()) {
            said(SubscriptionStatements.MOVE, subscription, held).update();
          }
        });
    return lost;
  }

  @Override
  public void pass(String subscription, String consumer, Collection<Lease> leases, Checkpoint to) {
    if (leases.isEmpty()) {
      return;
    }
    List<Settlement> from =
        leases.stream()
            .map(one -> new Settlement(one.bucket(), one.token(), one.checkpoint()))
            .toList();
    transaction.executeWithoutResult(
        status -> {
          said(SubscriptionStatements.HELD_OF_SAID, subscription, from)
              .param("consumer", consumer)
              .query(Integer.class)
              .list();
          said(SubscriptionStatements.PASS, subscription, from)
              .param("transaction", to.transaction())
              .param("position", to.position())
              .update();
        });
  }

  @Override
  public Optional<Lease> held(String subscription, String consumer, int bucket, long token) {
    return sql(SubscriptionStatements.ONE_HELD, subscription, consumer)
        .param("bucket", bucket)
        .param("token", token)
        .query(PostgresLeases::heldRow)
        .optional()
        .map(Held::lease);
  }

  @Override
  public void retry(String subscription, Settlement place, int attempts, Duration delay) {
    sql(SubscriptionStatements.RETRY, subscription)
        .param("bucket", place.bucket())
        .param("token", place.token())
        .param("transaction", place.checkpoint().transaction())
        .param("position", place.checkpoint().position())
        .param("attempts", attempts)
        .param("delay", interval(delay))
        .update();
  }

  @Override
  public void leave(String subscription, String consumer) {
    transaction.executeWithoutResult(
        status -> {
          sql(SubscriptionStatements.LOCK, subscription).query(Boolean.class).optional();
          database
              .sql(
                  "delete from subscription_consumers"
                      + " where subscription = :subscription and consumer = :consumer")
              .param("subscription", subscription)
              .param("consumer", consumer)
              .update();
          sql(SubscriptionStatements.LEAVE, subscription, consumer).update();
        });
  }

  private Group group(String subscription, String consumer) {
    return sql(SubscriptionStatements.GROUP, subscription, consumer)
        .param("half", half)
        .query(
            (row, number) ->
                new Group(
                    row.getInt("consumers"),
                    row.getInt("before"),
                    row.getBoolean("fresh"),
                    row.getBoolean("free")))
        .single();
  }

  private List<Held> held(String subscription, String consumer) {
    return sql(SubscriptionStatements.HELD, subscription, consumer)
        .param("half", half)
        .query(PostgresLeases::heldRow)
        .list();
  }

  private static Held heldRow(ResultSet row, int number) throws SQLException {
    Checkpoint checkpoint =
        new Checkpoint(row.getLong("checkpoint_tx"), row.getLong("checkpoint_position"));
    return new Held(
        new Lease(
            row.getInt("bucket"),
            row.getLong("token"),
            checkpoint,
            row.getInt("attempts"),
            row.getBoolean("waits")),
        row.getBoolean("ending"));
  }

  private JdbcClient.StatementSpec said(
      String statement, String subscription, List<Settlement> settlements) {
    return sql(statement, subscription)
        .param("buckets", settlements.stream().map(Settlement::bucket).toArray(Integer[]::new))
        .param("tokens", settlements.stream().map(Settlement::token).toArray(Long[]::new))
        .param(
            "transactions",
            settlements.stream().map(one -> one.checkpoint().transaction()).toArray(Long[]::new))
        .param(
            "positions",
            settlements.stream().map(one -> one.checkpoint().position()).toArray(Long[]::new));
  }

  private JdbcClient.StatementSpec sql(String statement, String subscription) {
    return database.sql(statement).param("subscription", subscription);
  }

  private JdbcClient.StatementSpec sql(String statement, String subscription, String consumer) {
    return sql(statement, subscription).param("consumer", consumer);
  }

  private static String interval(Duration duration) {
    return duration.toMillis() + " milliseconds";
  }

  private record Held(Lease lease, boolean ending) {}

  private record Group(int consumers, int before, boolean fresh, boolean free) {

    // The first ones, by name, have one bucket more if it does not come out even.
    int share(int buckets) {
      return consumers == 0 ? 0 : buckets / consumers + (before < buckets % consumers ? 1 : 0);
    }
  }
}
