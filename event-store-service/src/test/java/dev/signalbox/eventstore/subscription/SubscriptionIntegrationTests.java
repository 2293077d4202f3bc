package dev.signalbox.eventstore.subscription;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceIntegrationTest
class SubscriptionIntegrationTests {

  @Autowired private EventLog log;
  @Autowired private Subscriptions subscriptions;
  @Autowired private ParkedEvents parked;
  @Autowired private PollingEvents polling;
  @Autowired private SettlingDeliveries settling;
  @Autowired private Leases leases;
  @Autowired private JdbcClient database;
  @Autowired private DataSource connections;

  private final String category = "c" + anyEventId().replace("_", "");
  private final String id = "sub-" + category;
  private final StreamName stream = new StreamName(category + "/one");
  private Subscription subscription;

  @BeforeEach
  void begin() {
    subscription =
        new Subscription(
            id,
            Selection.category(category),
            new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(1)),
            new Bucketing(4),
            false,
            null,
            Instant.now());
    assertThat(subscriptions.create(subscription, Checkpoint.START)).isTrue();
  }

  @Test
  void whatIsNotAcknowledgedComesAgainAndWhatIsDoesNot() {
    log.append(Append.of(events(stream, 3)));

    assertThat(versions(poll("a"))).containsExactly(1L, 2L, 3L);
    List<Delivery> again = poll("a");
    assertThat(versions(again)).containsExactly(1L, 2L, 3L);
    acknowledge("a", again.get(1));
    assertThat(versions(poll("a"))).containsExactly(3L);
    acknowledge("a", again.getFirst());
    assertThat(versions(poll("a"))).as("an acknowledgement never goes back").containsExactly(3L);
  }

  @Test
  void bucketsAreSharedFairlyAndGivenBackWhenAnotherJoins() {
    assertThat(held("a")).hasSize(4);
    assertThat(held("b")).isEmpty();
    assertThat(held("a")).hasSize(2);
    assertThat(held("b")).hasSize(2);
    leases.leave(id, "a");
    assertThat(held("b")).hasSize(4);
  }

  @Test
  void aConsumerWhoseLeaseExpiredCannotAcknowledgeOrReject() {
    log.append(Append.of(events(stream, 1)));
    Delivery delivery = poll("a").getFirst();
    expireLeases();

    assertThat(acknowledge("a", delivery))
        .isEqualTo(new SettleOutcome.LeaseLost(Set.of(delivery.bucket())));
    Delivery taken = poll("b").getFirst();
    assertThat(taken.event()).isEqualTo(delivery.event());
    assertThat(taken.token()).isGreaterThan(delivery.token());
    assertThat(reject("a", delivery)).isInstanceOf(SettleOutcome.LeaseLost.class);
    assertThat(acknowledge("b", taken)).isInstanceOf(SettleOutcome.Settled.class);
  }

  @Test
  void whatWasDeliveredIsAcknowledgedAlsoWhenTheBoundOfReadersHasGoneBack() throws SQLException {
    try (Connection stranger = connections.getConnection()) {
      stranger.setAutoCommit(false);
      execute(stranger, "select pg_current_xact_id()");
      log.append(Append.of(events(stream, 1)));
      Delivery delivery = poll("a").getFirst();

      execute(stranger, "select pg_advisory_xact_lock_shared(1701, 1)");
      assertThat(poll("b")).isEmpty();
      assertThat(acknowledge("a", delivery)).isInstanceOf(SettleOutcome.Settled.class);
      stranger.rollback();
    }
  }

  @Test
  void whatIsNotThereYetCannotBeAcknowledged() {
    log.append(Append.of(events(stream, 1)));
    Delivery delivery = poll("a").getFirst();
    Checkpoint ahead = new Checkpoint(delivery.event().checkpoint().transaction() + 1_000_000, 1);

    assertThat(
            settling.acknowledge(
                id, "a", List.of(new Settlement(delivery.bucket(), delivery.token(), ahead))))
        .isInstanceOf(SettleOutcome.NoSuchDelivery.class);
  }

  @Test
  void aRejectedEventComesAgainAndIsParkedAfterTheLastAttempt() {
    log.append(Append.of(events(stream, 3)));
    List<Delivery> first = poll("a");

    assertThat(reject("a", first.get(1))).isInstanceOf(SettleOutcome.Settled.class);
    List<Delivery> second = eventually("a");
    assertThat(versions(second)).containsExactly(2L, 3L);
    assertThat(second.getFirst().attempt()).isEqualTo(2);
    assertThat(reject("a", second.getFirst())).isInstanceOf(SettleOutcome.Parked.class);

    List<Delivery> third = poll("a");
    assertThat(versions(third)).containsExactly(3L);
    assertThat(third.getFirst().attempt()).isEqualTo(1);
    assertThat(parked.after(id, Checkpoint.START, 10))
        .extracting(ParkedEvent::eventId, ParkedEvent::attempts, ParkedEvent::reason)
        .containsExactly(tuple(eventId(first.get(1)), 2, "it failed"));
    acknowledge("a", third.getFirst());
  }

  @Test
  void aParkedEventThatIsReplayedComesFirstAndOnce() {
    parkTheFirstOf(2);
    String eventId = parked.after(id, Checkpoint.START, 1).getFirst().eventId();
    assertThat(versions(poll("a"))).containsExactly(2L);

    assertThat(parked.replay(id, eventId)).isTrue();
    List<Delivery> replayed = poll("a");
    assertThat(versions(replayed)).containsExactly(1L);
    assertThat(replayed.getFirst().replayed()).isTrue();
    assertThat(acknowledge("a", replayed.getFirst())).isInstanceOf(SettleOutcome.Settled.class);

    assertThat(versions(poll("a"))).containsExactly(2L);
    assertThat(parked.after(id, Checkpoint.START, 10)).isEmpty();
  }

  @Test
  void aReplayThatIsRejectedIsParkedAgain() {
    parkTheFirstOf(1);
    ParkedEvent event = parked.after(id, Checkpoint.START, 1).getFirst();
    parked.replay(id, event.eventId());

    assertThat(reject("a", poll("a").getFirst())).isInstanceOf(SettleOutcome.Parked.class);

    assertThat(poll("a")).isEmpty();
    ParkedEvent again = parked.after(id, Checkpoint.START, 1).getFirst();
    assertThat(again.attempts()).isEqualTo(event.attempts() + 1);
    assertThat(again.replays()).isFalse();
  }

  @Test
  void aResetEndsAllLeasesAndGoesOnFromThePlace() {
    log.append(Append.of(events(stream, 3)));
    List<Delivery> deliveries = poll("a");
    acknowledge("a", deliveries.getLast());

    subscriptions.reset(id, deliveries.getFirst().event().checkpoint());

    assertThat(acknowledge("a", deliveries.getLast())).isInstanceOf(SettleOutcome.LeaseLost.class);
    assertThat(versions(poll("a"))).containsExactly(2L, 3L);
  }

  @Test
  void beginsAtATime() {
    log.append(Append.of(events(stream, 2)));
    List<RecordedEvent> recorded =
        log.after(Checkpoint.START, Selection.category(category), 9).events();
    log.append(Append.of(events(stream, 1)));
    RecordedEvent last =
        log.after(recorded.getLast().checkpoint(), Selection.category(category), 9)
            .events()
            .getFirst();

    subscriptions.reset(id, subscriptions.place(new Start.Since(last.recordedAt())));

    assertThat(versions(poll("a"))).containsExactly(3L);
  }

  @Test
  void countsWhatIsBehindByBucket() {
    log.append(Append.of(events(stream, 3)));
    log.append(Append.of(events(new StreamName(category + "/two"), 2)));
    assertThat(subscriptions.status(subscription).eventsBehind()).isEqualTo(5);

    List<Delivery> deliveries =
        poll("a").stream().filter(one -> one.event().stream().equals(stream)).toList();
    acknowledge("a", deliveries.getLast());

    assertThat(subscriptions.status(subscription).eventsBehind()).isEqualTo(2);
    assertThat(subscriptions.status(subscription).consumers())
        .containsExactly(new SubscriptionStatus.Member("a", 4));
  }

  @Test
  void manyEventsAreReadPageByPageAndEachOnce() {
    List<StreamName> streams =
        IntStream.range(0, 8).mapToObj(number -> new StreamName(category + "/s" + number)).toList();
    for (int round = 0; round < 60; round++) {
      log.append(Append.of(streams.stream().flatMap(one -> events(one, 5).stream()).toList()));
    }
    List<RecordedEvent> seen = new ArrayList<>();
    List<Delivery> page = poll("a");
    while (!page.isEmpty()) {
      page.forEach(one -> seen.add(one.event()));
      acknowledge("a", page);
      page = poll("a");
    }

    assertThat(seen).hasSize(60 * 5 * 8).doesNotHaveDuplicates();
    assertThat(subscriptions.status(subscription).eventsBehind()).isZero();
  }

  @Test
  void aBucketFarBehindIsReadInPartsAndKeepsNoOtherFromWhatIsNew() {
    int behind = subscription.bucketing().of(new StreamName(category + "/empty"));
    List<StreamName> others =
        IntStream.range(0, 50)
            .mapToObj(number -> new StreamName(category + "/s" + number))
            .filter(one -> subscription.bucketing().of(one) != behind)
            .limit(4)
            .toList();
    for (int round = 0; round < 60; round++) {
      log.append(Append.of(others.stream().flatMap(one -> events(one, 10).stream()).toList()));
    }
    Checkpoint end = log.head().checkpoint();
    database
        .sql(
            """
            update subscription_buckets set checkpoint_tx = :transaction, checkpoint_position = :position
             where subscription = :id and bucket <> :behind
            """)
        .param("transaction", end.transaction())
        .param("position", end.position())
        .param("id", id)
        .param("behind", behind)
        .update();
    log.append(Append.of(events(others.getFirst(), 1)));

    assertThat(versions(poll("a"))).containsExactly(601L);
    Checkpoint moved = checkpoint(behind);
    assertThat(moved).isGreaterThan(Checkpoint.START).isLessThan(end);
    assertThat(versions(poll("a"))).containsExactly(601L);
    assertThat(checkpoint(behind)).isGreaterThan(moved);
  }

  @Test
  void tokensOfADeletedSubscriptionMeanNothingToItsNamesake() {
    log.append(Append.of(events(stream, 1)));
    Delivery old = poll("a").getFirst();
    subscriptions.delete(id);
    subscriptions.create(subscription, Checkpoint.START);
    Delivery delivery = poll("a").getFirst();

    assertThat(acknowledge("a", old)).isInstanceOf(SettleOutcome.LeaseLost.class);
    assertThat(acknowledge("a", delivery)).isInstanceOf(SettleOutcome.Settled.class);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Checkpoint checkpoint(int bucket) {
    return ((PollOutcome.Polled) polling.poll(id, "a", 1, Duration.ZERO))
        .leases().stream()
            .filter(lease -> lease.bucket() == bucket)
            .findFirst()
            .orElseThrow()
            .checkpoint();
  }

  private void parkTheFirstOf(int count) {
    log.append(Append.of(events(stream, count)));
    reject("a", poll("a").getFirst());
    reject("a", eventually("a").getFirst());
  }

  private List<Delivery> eventually(String consumer) {
    return ((PollOutcome.Polled) polling.poll(id, consumer, 100, Duration.ofSeconds(10)))
        .deliveries();
  }

  private List<Delivery> poll(String consumer) {
    return ((PollOutcome.Polled) polling.poll(id, consumer, 100, Duration.ZERO)).deliveries();
  }

  private List<Lease> held(String consumer) {
    return ((PollOutcome.Polled) polling.poll(id, consumer, 100, Duration.ZERO)).leases();
  }

  private SettleOutcome acknowledge(String consumer, Delivery delivery) {
    return acknowledge(consumer, List.of(delivery));
  }

  private SettleOutcome acknowledge(String consumer, List<Delivery> deliveries) {
    return settling.acknowledge(
        id,
        consumer,
        deliveries.stream()
            .collect(
                Collectors.toMap(
                    Delivery::bucket,
                    SubscriptionIntegrationTests::settlement,
                    (first, second) -> second))
            .values()
            .stream()
            .toList());
  }

  private SettleOutcome reject(String consumer, Delivery delivery) {
    return settling.reject(id, consumer, settlement(delivery), "it failed");
  }

  private static Settlement settlement(Delivery delivery) {
    return new Settlement(delivery.bucket(), delivery.token(), delivery.event().checkpoint());
  }

  private void expireLeases() {
    database
        .sql(
            """
            update subscription_buckets set lease_until = clock_timestamp() - interval '1 ms'
             where subscription = :id
            """)
        .param("id", id)
        .update();
    database
        .sql(
            "update subscription_consumers set lives_until = clock_timestamp() where subscription = :id")
        .param("id", id)
        .update();
  }

  private static String eventId(Delivery delivery) {
    return delivery.event().id();
  }

  private static List<Long> versions(List<Delivery> deliveries) {
    return deliveries.stream().map(one -> one.event().version()).toList();
  }
}
