package dev.signalbox.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.schema.KitTables;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;

/** Several publishers on one table, as replicas of a service have it. */
class OutboxOrderIntegrationTests {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int KEYS = 12;
  private static final int PER_KEY = 50;

  private final String topic = "outbox-order." + UUID.randomUUID();
  private final OutboxProperties properties =
      new OutboxProperties(
          true, Duration.ofMillis(200), Duration.ofMillis(20), 37, Duration.ofSeconds(5), 10_000);
  private final List<OutboxPublisher> publishers = new ArrayList<>();
  private final DataSource dataSource = KitTables.of("outbox_order");
  private final TransactionTemplate transactions =
      new TransactionTemplate(new JdbcTransactionManager(dataSource));
  private final JdbcClient jdbc = JdbcClient.create(dataSource);

  @BeforeEach
  void table() {
    jdbc.sql("DELETE FROM kit_outbox").update();
    TestInfrastructure.kafka().createTopics(List.of(new NewTopic(topic, 6, (short) 1)));
  }

  @AfterEach
  void stop() {
    publishers.forEach(OutboxPublisher::stop);
  }

  private OutboxPublisher publisher(String bootstrapServers) {
    return publisher(bootstrapServers, transactions, properties);
  }

  private OutboxPublisher publisher(
      String bootstrapServers, TransactionOperations rounds, OutboxProperties properties) {
    EventSender sender =
        new EventSender(
            Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            properties.acknowledgeTimeout());
    OutboxPublisher publisher =
        new OutboxPublisher(new WaitingEvents(jdbc), sender, rounds, properties);
    publishers.add(publisher);
    publisher.start();
    return publisher;
  }

  private void write(OutboxPublisher woken, String key, int number) {
    PostgresOutbox outbox = new PostgresOutbox(jdbc, new EventFormat(), properties, woken::wake);
    Event event =
        new Event(
            "evt_" + key + '_' + number,
            "test",
            key,
            "t.v1",
            Instant.EPOCH,
            null,
            null,
            JsonNodeFactory.instance.numberNode(number));
    transactions.executeWithoutResult(status -> outbox.publish(topic, key, event));
  }

  @Test
  void whatIsPublishedTogetherStaysInItsOrder() {
    OutboxPublisher publisher = publisher(TestInfrastructure.kafka().bootstrapServers());
    PostgresOutbox outbox =
        new PostgresOutbox(jdbc, new EventFormat(), properties, publisher::wake);
    List<Event> events =
        IntStream.range(0, 40)
            .mapToObj(
                number ->
                    new Event(
                        "evt_together_" + number,
                        "test",
                        "together",
                        "t.v1",
                        Instant.EPOCH,
                        number % 2 == 0
                            ? null
                            : "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                        null,
                        JsonNodeFactory.instance.numberNode(number)))
            .toList();

    transactions.executeWithoutResult(status -> outbox.publishAll(topic, events));

    await().atMost(PATIENCE).until(() -> waiting() == 0);
    assertThat(new RecordedEvents().all(topic))
        .extracting(Event::id, Event::traceparent)
        .isEqualTo(events.stream().map(event -> tuple(event.id(), event.traceparent())).toList());
    assertThatIllegalStateException().isThrownBy(() -> outbox.publishAll(topic, events));
  }

  private int waiting() {
    return jdbc.sql("SELECT count(*) FROM kit_outbox").query(Integer.class).single();
  }

  @Test
  void eventsOfOneKeyStayInOrderWithSeveralPublishers() throws Exception {
    String bootstrapServers = TestInfrastructure.kafka().bootstrapServers();
    List<OutboxPublisher> replicas =
        List.of(
            publisher(bootstrapServers), publisher(bootstrapServers), publisher(bootstrapServers));

    try (ExecutorService writers = Executors.newFixedThreadPool(KEYS)) {
      List<Future<?>> written = new ArrayList<>();
      for (int key = 0; key < KEYS; key++) {
        String name = "key-" + key;
        written.add(
            writers.submit(
                () -> {
                  for (int number = 0; number < PER_KEY; number++) {
                    write(replicas.get(number % replicas.size()), name, number);
                  }
                }));
      }
      for (Future<?> writer : written) {
        writer.get(60, TimeUnit.SECONDS);
      }
    }

    await().atMost(PATIENCE).until(() -> waiting() == 0);
    List<Event> published = new RecordedEvents().all(topic);
    for (int key = 0; key < KEYS; key++) {
      String name = "key-" + key;
      assertThat(published.stream().filter(event -> event.subject().equals(name)))
          .extracting(event -> event.data().asInt())
          .hasSize(PER_KEY)
          .isSorted();
    }
  }

  @Test
  void whileKafkaIsAwayEventsWaitAndThenGoInOrder() throws Exception {
    try (ServerSocket nobody = new ServerSocket(0)) {
      OutboxPublisher unlucky = publisher("localhost:" + nobody.getLocalPort());
      for (int number = 0; number < 5; number++) {
        write(unlucky, "key", number);
      }
      assertThat(waiting()).isEqualTo(5);
      unlucky.stop();
    }
    publisher(TestInfrastructure.kafka().bootstrapServers());

    await().atMost(PATIENCE).until(() -> waiting() == 0);
    assertThat(new RecordedEvents().all(topic))
        .extracting(event -> event.data().asInt())
        .containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void whatIsCommittedSoonAfterABatchGoesWithTheNext() {
    AtomicInteger rounds = new AtomicInteger();
    OutboxPublisher publisher =
        publisher(
            TestInfrastructure.kafka().bootstrapServers(),
            counted(rounds),
            new OutboxProperties(
                true,
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                500,
                Duration.ofSeconds(5),
                10_000));
    write(publisher, "key", 0);
    await().atMost(PATIENCE).until(() -> waiting() == 0);
    int before = rounds.get();

    for (int number = 1; number <= 40; number++) {
      write(publisher, "key", number);
    }

    await().atMost(PATIENCE).until(() -> waiting() == 0);
    assertThat(new RecordedEvents().all(topic)).hasSize(41);
    assertThat(rounds.get() - before).isBetween(1, 5);
  }

  private TransactionOperations counted(AtomicInteger rounds) {
    return new TransactionOperations() {
      @Override
      public <T> T execute(TransactionCallback<T> action) {
        rounds.incrementAndGet();
        return transactions.execute(action);
      }
    };
  }

  @Test
  void readingTheOldestGoesByTheIndexWhateverThePlannerThinks() {
    jdbc.sql(
            """
            INSERT INTO kit_outbox (topic, key, event_id, payload)
            SELECT 't', 'k', 'evt_' || n, '\\x00' FROM generate_series(1, 5000) n
            """)
        .update();
    jdbc.sql("ANALYZE kit_outbox").update();
    WaitingEvents events = new WaitingEvents(jdbc);

    String plan =
        transactions.execute(
            status -> {
              assertThat(events.claim()).isTrue();
              assertThat(setting("enable_seqscan")).isEqualTo("off");
              assertThat(setting("enable_bitmapscan")).isEqualTo("off");
              return String.join(
                  "\n",
                  jdbc.sql("EXPLAIN " + WaitingEvents.OLDEST)
                      .param(500)
                      .query(String.class)
                      .list());
            });

    assertThat(plan).contains("Index Scan using kit_outbox_pkey").doesNotContain("Sort");
    assertThat(setting("enable_seqscan")).isEqualTo("on");
    jdbc.sql("DELETE FROM kit_outbox").update();
  }

  private String setting(String name) {
    return jdbc.sql("SELECT current_setting(?)").param(name).query(String.class).single();
  }
}
