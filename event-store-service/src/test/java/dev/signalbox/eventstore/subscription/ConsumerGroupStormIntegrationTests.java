package dev.signalbox.eventstore.subscription;

import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.testing.ChildProcess;
import dev.signalbox.eventstore.log.testing.LogSchema;
import dev.signalbox.eventstore.subscription.testing.ConsumerProcess;
import dev.signalbox.eventstore.subscription.testing.GroupHistory;
import dev.signalbox.eventstore.subscription.testing.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumers are processes that join and are killed with SIGKILL while others write: no event is
 * missed, none out of order, and none delivered again once its acknowledgement was answered. In
 * full with {@code -Dsignalbox.soak.seconds=60}.
 */
class ConsumerGroupStormIntegrationTests {

  private static final Logger LOG =
      LoggerFactory.getLogger(ConsumerGroupStormIntegrationTests.class);
  private static final String SCHEMA = "event_store_group";
  private static final String ID = "storm";
  private static final int WRITERS = 16;
  private static final int HOT_STREAMS = 4;
  private static final int FEWEST_CONSUMERS = 2;
  private static final int MOST_CONSUMERS = 4;
  private static final int FEWEST_KILLS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration DURATION =
      Duration.ofSeconds(Long.getLong("signalbox.soak.seconds", 5));

  private final GroupHistory history = new GroupHistory();
  private final List<ChildProcess> consumers = new ArrayList<>();
  private final Set<String> appended = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Random random = new Random(9);
  private int started;

  @AfterEach
  void end() {
    consumers.forEach(ChildProcess::close);
  }

  @Test
  void nothingIsMissedMisorderedOrDeliveredAgainWhileConsumersAreKilled() throws Exception {
    LogSchema schema = LogSchema.create(SCHEMA);
    String password = schema.server().createService(SCHEMA);
    int kills;
    try (Member member = Member.at(schema.server().url(), SCHEMA, password);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      member.subscriptions().create(subscription(), Checkpoint.START);
      for (int number = 0; number < FEWEST_CONSUMERS; number++) {
        join(schema);
      }
      List<Future<?>> writers = new ArrayList<>();
      for (int number = 0; number < WRITERS; number++) {
        Random own = new Random(100 + number);
        writers.add(threads.submit(() -> write(member, own)));
      }
      try {
        kills = disturb(schema);
      } finally {
        // Before the executor waits for them.
        stopped.set(true);
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      await()
          .atMost(PATIENCE)
          .until(() -> member.subscriptions().status(subscription()).eventsBehind() == 0);
    }
    for (ChildProcess consumer : consumers) {
      consumer.end();
      history.add(consumer.said(), false);
    }
    history.judge();

    LOG.info(
        "{} events, {} consumers, {} killed, {} turns, {} refused, {} events in dead hands",
        appended.size(),
        started,
        kills,
        history.turns(),
        history.refused(),
        history.inDeadHands().size());
    assertThat(history.breaks()).isEmpty();
    Set<String> missed = new HashSet<>(appended);
    missed.removeAll(history.acknowledged());
    assertThat(history.inDeadHands()).containsAll(missed);
    assertThat(appended).hasSizeGreaterThan(500).containsAll(history.acknowledged());
    assertThat(kills).isGreaterThanOrEqualTo(FEWEST_KILLS);
    assertThat(history.turns()).isGreaterThan(16);
    assertThat(history.refused()).isPositive();
  }

  private static Subscription subscription() {
    return new Subscription(
        ID, Selection.ALL, RetryPolicy.USUAL, new Bucketing(16), false, null, Instant.now());
  }

  private void join(LogSchema schema) throws Exception {
    consumers.add(
        ChildProcess.start(
            ConsumerProcess.class, schema.server(), SCHEMA, ID, Integer.toString(started++)));
  }

  private int disturb(LogSchema schema) throws Exception {
    Instant end = Instant.now().plus(DURATION);
    Instant latest = end.plus(Duration.ofMinutes(2));
    int kills = 0;
    while (Instant.now().isBefore(end)
        || (kills < FEWEST_KILLS && Instant.now().isBefore(latest))) {
      awaitAcknowledged(random.nextInt(50, 600));
      if (consumers.size() < MOST_CONSUMERS && random.nextInt(3) == 0) {
        join(schema);
      } else {
        ChildProcess killed = consumers.remove(random.nextInt(consumers.size()));
        killed.kill();
        history.add(killed.said(), true);
        kills++;
      }
      while (consumers.size() < FEWEST_CONSUMERS) {
        join(schema);
      }
    }
    return kills;
  }

  /** Until those that live have got on by so many events. */
  private void awaitAcknowledged(int more) {
    long before = acknowledged();
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(PATIENCE)
        .until(() -> acknowledged() >= before + more);
  }

  private long acknowledged() {
    return consumers.stream().mapToLong(one -> GroupHistory.acknowledgedIn(one.said())).sum();
  }

  private void write(Member member, Random own) {
    int number = 0;
    while (!stopped.get()) {
      StreamName stream =
          own.nextInt(4) > 0
              ? new StreamName("storm/hot" + own.nextInt(HOT_STREAMS))
              : new StreamName("storm/cold" + own.nextInt(1000) + "-" + number++ % 50);
      Append append = Append.of(events(stream, 1 + own.nextInt(3)));
      assertThat(member.log().append(append)).isInstanceOf(AppendOutcome.Appended.class);
      append.events().forEach(event -> appended.add(event.id()));
      LockSupport.parkNanos(50_000_000);
    }
  }
}
