package dev.signalbox.eventstore.subscription;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Gives a consumer its leases and what comes next in them. */
@Service
public class PollingEvents {

  private static final long SHORTEST_PAUSE = Duration.ofMillis(25).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofMillis(500).toNanos();
  // A move costs a write for each bucket; below it, the next poll reads over the same events.
  private static final int WORTH_PASSING = 100;

  private final Subscriptions subscriptions;
  private final Leases leases;
  private final ParkedEvents parked;
  private final EventLog log;
  private final SubscriptionProperties properties;
  private final Semaphore waiting;
  private volatile boolean stopping;

  PollingEvents(
      Subscriptions subscriptions,
      Leases leases,
      ParkedEvents parked,
      EventLog log,
      SubscriptionProperties properties) {
    this.subscriptions = subscriptions;
    this.leases = leases;
    this.parked = parked;
    this.log = log;
    this.properties = properties;
    this.waiting = new Semaphore(properties.maxWaitingPolls());
  }

  /**
   * What comes next in the consumer's buckets. Until it is acknowledged, it is what comes next.
   *
   * @param max how many events at most
   * @param wait how long to wait for the first one
   */
  public PollOutcome poll(String subscription, String consumer, int max, Duration wait) {
    PollOutcome outcome = once(subscription, consumer, max);
    if (wait.isPositive() && isEmpty(outcome) && waiting.tryAcquire()) {
      try {
        return patiently(subscription, consumer, max, wait);
      } finally {
        waiting.release();
      }
    }
    return outcome;
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    stopping = true;
  }

  private PollOutcome patiently(String subscription, String consumer, int max, Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    long pause = SHORTEST_PAUSE;
    while (true) {
      LockSupport.parkNanos(Math.min(pause, end - System.nanoTime()));
      PollOutcome outcome = once(subscription, consumer, max);
      boolean over =
          System.nanoTime() - end >= 0 || stopping || Thread.currentThread().isInterrupted();
      if (over || !isEmpty(outcome)) {
        return outcome;
      }
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }

  private static boolean isEmpty(PollOutcome outcome) {
    return switch (outcome) {
      case PollOutcome.Polled polled -> polled.deliveries().isEmpty();
      case PollOutcome.Unknown() -> false;
    };
  }

  private PollOutcome once(String id, String consumer, int max) {
    Optional<Subscription> found = subscriptions.find(id);
    if (found.isEmpty()) {
      return new PollOutcome.Unknown();
    }
    Subscription subscription = found.get();
    List<Lease> held = leases.hold(subscription, consumer);
    List<Delivery> deliveries =
        subscription.paused() ? List.of() : next(subscription, consumer, held, max);
    return new PollOutcome.Polled(subscription.paused(), held, deliveries);
  }

  private List<Delivery> next(
      Subscription subscription, String consumer, List<Lease> held, int max) {
    List<Delivery> deliveries = new ArrayList<>(replayed(subscription, held));
    List<Integer> taken = deliveries.stream().map(Delivery::bucket).toList();
    List<Lease> ready =
        held.stream().filter(lease -> !lease.waits() && !taken.contains(lease.bucket())).toList();
    int left = max - deliveries.size();
    // In two halves, so that a bucket far behind does not keep the others from what is new.
    for (int half = 0; half < 2 && !ready.isEmpty() && left > 0; half++) {
      ReadingBuckets reading = new ReadingBuckets(log, subscription, ready, left);
      reading.read(Math.max(1, properties.maxPages() / 2));
      if (reading.examined() >= WORTH_PASSING) {
        leases.pass(subscription.id(), consumer, reading.passed(), reading.reached());
      }
      deliveries.addAll(reading.deliveries());
      ready = reading.ahead();
    }
    return deliveries;
  }

  private List<Delivery> replayed(Subscription subscription, List<Lease> held) {
    Map<Integer, Lease> byBucket =
        held.stream().collect(Collectors.toMap(Lease::bucket, Function.identity()));
    List<Delivery> deliveries = new ArrayList<>();
    for (ParkedEvent event : parked.replaying(subscription.id(), byBucket.keySet())) {
      Lease lease = byBucket.get(event.bucket());
      // After a reset it may lie ahead: then it comes in its order.
      if (lease != null && event.checkpoint().compareTo(lease.checkpoint()) <= 0) {
        recorded(event.checkpoint())
            .map(
                found ->
                    new Delivery(found, event.bucket(), lease.token(), event.attempts() + 1, true))
            .ifPresent(deliveries::add);
      }
    }
    return deliveries;
  }

  private Optional<RecordedEvent> recorded(Checkpoint checkpoint) {
    return log.after(before(checkpoint), Selection.ALL, 1).events().stream()
        .filter(event -> event.checkpoint().equals(checkpoint))
        .findFirst();
  }

  static Checkpoint before(Checkpoint checkpoint) {
    return new Checkpoint(checkpoint.transaction(), Math.max(0, checkpoint.position() - 1));
  }
}
