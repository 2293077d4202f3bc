package dev.signalbox.eventstore.subscription;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Consumers come, die and come again while others write; nothing is lost or done twice. */
@ServiceIntegrationTest
@TestPropertySource(properties = "signalbox.event-store.subscription.lease=400ms")
class ConsumerGroupStormIntegrationTests {

  private static final int WRITERS = 8;
  private static final int CONSUMERS = 5;
  private static final Duration DURATION =
      Duration.ofSeconds(Long.getLong("signalbox.soak.seconds", 5));

  @Autowired private EventLog log;
  @Autowired private Subscriptions subscriptions;
  @Autowired private PollingEvents polling;
  @Autowired private SettlingDeliveries settling;
  @Autowired private Leases leases;

  private final String id = "storm-" + anyEventId().replace("_", "-");
  private final String category = "storm" + System.nanoTime();
  private final Map<String, AtomicInteger> acknowledged = new ConcurrentHashMap<>();
  private final Map<StreamName, AtomicLong> firstDeliveries = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> breaks = new ConcurrentLinkedQueue<>();
  private final Set<String> appended = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean writing = new AtomicBoolean(true);
  private final AtomicInteger deaths = new AtomicInteger();
  private final AtomicInteger refusedAfterDeath = new AtomicInteger();
  private final AtomicInteger names = new AtomicInteger();

  @Test
  void everyEventIsAcknowledgedOnceAndFirstDeliveredInTheOrderOfItsStream() throws Exception {
    subscriptions.create(
        new Subscription(
            id,
            Selection.category(category),
            RetryPolicy.USUAL,
            new Bucketing(16),
            false,
            null,
            Instant.now()),
        log.head().checkpoint());
    List<StreamName> hot =
        IntStream.range(0, 4)
            .mapToObj(number -> new StreamName(category + "/hot" + number))
            .toList();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      List<Future<?>> writers = new ArrayList<>();
      for (int number = 0; number < WRITERS; number++) {
        Random random = new Random(number);
        writers.add(threads.submit(() -> write(hot, random)));
      }
      for (int number = 0; number < CONSUMERS; number++) {
        Random random = new Random(100 + number);
        running.add(threads.submit(() -> consume(random)));
      }
      LockSupport.parkNanos(DURATION.toNanos());
      writing.set(false);
      for (Future<?> writer : writers) {
        writer.get();
      }
      for (Future<?> consumer : running) {
        consumer.get();
      }
    }

    assertThat(breaks).isEmpty();
    assertThat(acknowledged.keySet()).containsExactlyInAnyOrderElementsOf(appended);
    assertThat(acknowledged.values()).allMatch(times -> times.get() == 1);
    assertThat(appended).hasSizeGreaterThan(200);
    assertThat(deaths).hasPositiveValue();
    assertThat(refusedAfterDeath.get()).isEqualTo(deaths.get());
    assertThat(subscriptions.status(subscriptions.find(id).orElseThrow()).eventsBehind()).isZero();
  }

  private void write(List<StreamName> hot, Random random) {
    int number = 0;
    while (writing.get()) {
      StreamName stream =
          random.nextInt(4) > 0
              ? hot.get(random.nextInt(hot.size()))
              : new StreamName(category + "/cold" + random.nextInt(1000) + "-" + number++ % 50);
      Append append = Append.of(events(stream, 1 + random.nextInt(3)));
      log.append(append);
      append.events().forEach(event -> appended.add(event.id()));
      LockSupport.parkNanos(2_000_000);
    }
  }

  private void consume(Random random) {
    String name = newName();
    Instant end = Instant.now().plus(DURATION).plusSeconds(60);
    while ((writing.get() || acknowledged.size() < appended.size())
        && Instant.now().isBefore(end)) {
      if (!(polling.poll(id, name, 1 + random.nextInt(200), Duration.ofMillis(50))
          instanceof PollOutcome.Polled polled)) {
        throw new AssertionError("The subscription is gone");
      }
      see(polled.deliveries());
      int fate = random.nextInt(40);
      if (fate == 0 && !polled.deliveries().isEmpty() && writing.get()) {
        die(name, polled.deliveries());
        name = newName();
      } else if (fate == 1) {
        leases.leave(id, name);
        name = newName();
      } else {
        acknowledge(name, polled.deliveries(), random);
      }
    }
    leases.leave(id, name);
  }

  // Dead to the others, but still able to speak: after its time has passed, nobody listens.
  private void die(String name, List<Delivery> deliveries) {
    LockSupport.parkNanos(Duration.ofMillis(450).toNanos());
    SettleOutcome outcome = settling.acknowledge(id, name, last(deliveries));
    deaths.incrementAndGet();
    if (outcome instanceof SettleOutcome.LeaseLost lost
        && lost.buckets().size() == last(deliveries).size()) {
      refusedAfterDeath.incrementAndGet();
    }
  }

  private void acknowledge(String name, List<Delivery> deliveries, Random random) {
    List<Delivery> done =
        random.nextInt(3) == 0 ? deliveries.subList(0, deliveries.size() / 2) : deliveries;
    List<Settlement> settlements = last(done);
    if (settlements.isEmpty()) {
      return;
    }
    Set<Integer> lost =
        settling.acknowledge(id, name, settlements) instanceof SettleOutcome.LeaseLost outcome
            ? outcome.buckets()
            : Set.of();
    done.stream()
        .filter(delivery -> !lost.contains(delivery.bucket()))
        .forEach(
            delivery ->
                acknowledged
                    .computeIfAbsent(delivery.event().id(), key -> new AtomicInteger())
                    .incrementAndGet());
  }

  private static List<Settlement> last(List<Delivery> deliveries) {
    return deliveries.stream()
        .collect(
            Collectors.toMap(
                Delivery::bucket,
                one -> new Settlement(one.bucket(), one.token(), one.event().checkpoint()),
                (first, second) -> second))
        .values()
        .stream()
        .toList();
  }

  private void see(List<Delivery> deliveries) {
    Map<Integer, Checkpoint> inBucket = new HashMap<>();
    for (Delivery delivery : deliveries) {
      Checkpoint last = inBucket.put(delivery.bucket(), delivery.event().checkpoint());
      if (last != null && last.compareTo(delivery.event().checkpoint()) >= 0) {
        breaks.add("bucket " + delivery.bucket() + " goes back after " + last);
      }
      AtomicLong version =
          firstDeliveries.computeIfAbsent(delivery.event().stream(), key -> new AtomicLong());
      synchronized (version) {
        if (delivery.event().version() > version.get() + 1) {
          breaks.add(delivery.event().stream() + " leaps to " + delivery.event().version());
        }
        version.accumulateAndGet(delivery.event().version(), Math::max);
      }
    }
  }

  private String newName() {
    return "consumer-" + names.incrementAndGet();
  }
}
