package dev.signalbox.eventstore.subscription.kafka;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.subscription.Bucketing;
import dev.signalbox.eventstore.subscription.FeedProperties;
import dev.signalbox.eventstore.subscription.PollOutcome;
import dev.signalbox.eventstore.subscription.PollingEvents;
import dev.signalbox.eventstore.subscription.RetryPolicy;
import dev.signalbox.eventstore.subscription.Subscription;
import dev.signalbox.eventstore.subscription.Subscriptions;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.kafka.KafkaSettings;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@ServiceIntegrationTest
@TestPropertySource(properties = "signalbox.event-store.subscription.lease=1s")
class FeedIntegrationTests {

  @Autowired private EventLog log;
  @Autowired private Subscriptions subscriptions;
  @Autowired private PollingEvents polling;
  @Autowired private FeedTopics topics;
  @Autowired private KafkaSettings kafka;
  @Autowired private EventFormat format;
  @Autowired private FeedProperties properties;
  @Autowired private JdbcClient database;
  @Autowired private RecordedEvents recorded;

  private final String category = "c" + anyEventId().replace("_", "");
  private final String topic = "signalbox.feed." + category;

  @Test
  void everyEventComesToTheTopicInTheOrderOfItsStreamThoughAConsumerDiesBetweenSendingAndSaying() {
    List<StreamName> streams =
        IntStream.range(0, 4).mapToObj(number -> new StreamName(category + "/" + number)).toList();
    Subscription subscription =
        new Subscription(
            "feed-" + category,
            Selection.category(category),
            RetryPolicy.USUAL,
            new Bucketing(4),
            false,
            topic,
            Instant.now());
    subscriptions.create(subscription, Checkpoint.START);
    for (int round = 0; round < 20; round++) {
      log.append(Append.of(streams.stream().flatMap(one -> events(one, 2).stream()).toList()));
    }
    sendAndDie(subscription);
    NewEvent last = events(streams.getFirst(), 1).getFirst();
    log.append(Append.of(List.of(last)));

    recorded.awaitEvent(topic, event -> event.id().equals(last.id()));
    awaitNothingBehind(subscription);

    List<Event> delivered = recorded.all(topic);
    for (StreamName stream : streams) {
      List<String> wanted =
          log.after(Checkpoint.START, Selection.category(category), 1000).events().stream()
              .filter(event -> event.stream().equals(stream))
              .map(RecordedEvent::id)
              .toList();
      assertThat(
              delivered.stream()
                  .filter(event -> event.subject().equals(stream.value()))
                  .map(Event::id)
                  .distinct())
          .containsExactlyElementsOf(wanted);
    }
  }

  @Test
  void goesOnAfterAMonthAheadOfItWasArchivedForAWhile() {
    StreamName stream = new StreamName(category + "/1");
    Subscription subscription =
        new Subscription(
            "feed-" + category,
            Selection.category(category),
            RetryPolicy.USUAL,
            new Bucketing(4),
            false,
            topic,
            Instant.now());
    topics.ensure(topic);
    subscriptions.create(subscription, log.head().checkpoint());
    database.sql("insert into archives (month, state) values ('2020-02-01', 'archived')").update();
    database
        .sql(
            "insert into archived_ranges values ('2020-02-01', '900000000000000000', 1, '900000000000000000', 7)")
        .update();
    try {
      for (int time = 0; time < 5; time++) {
        awaitDelivered(events(stream, 1).getFirst());
      }
    } finally {
      database.sql("delete from archived_ranges").update();
      database.sql("delete from archives").update();
    }
    awaitDelivered(events(stream, 1).getFirst());
  }

  private void awaitDelivered(NewEvent event) {
    log.append(Append.of(List.of(event)));
    recorded.awaitEvent(topic, delivered -> delivered.id().equals(event.id()));
  }

  private void sendAndDie(Subscription subscription) {
    topics.ensure(topic);
    PollOutcome.Polled polled =
        (PollOutcome.Polled) polling.poll(subscription.id(), "doomed", 20, Duration.ofSeconds(5));
    try (FeedSender sender = new FeedSender(kafka, format, properties)) {
      sender.send(topic, polled.deliveries().stream().map(one -> one.event()).toList());
    }
  }

  // The process that died still has its share until its time has passed.
  private void awaitNothingBehind(Subscription subscription) {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (subscriptions.status(subscription).eventsBehind() > 0 && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(subscriptions.status(subscription).eventsBehind()).isZero();
  }
}
