package dev.signalbox.eventstore.subscription;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Records what consumers say of the events they were given. */
@Service
public class SettlingDeliveries {

  private final Subscriptions subscriptions;
  private final Leases leases;
  private final ParkedEvents parked;
  private final EventLog log;
  private final Clock clock;

  SettlingDeliveries(
      Subscriptions subscriptions, Leases leases, ParkedEvents parked, EventLog log, Clock clock) {
    this.subscriptions = subscriptions;
    this.leases = leases;
    this.parked = parked;
    this.log = log;
    this.clock = clock;
  }

  /** Everything up to each checkpoint is done. */
  @Transactional
  public SettleOutcome acknowledge(
      String subscription, String consumer, List<Settlement> settlements) {
    if (subscriptions.find(subscription).isEmpty()) {
      return new SettleOutcome.Unknown();
    }
    Optional<Checkpoint> greatest =
        settlements.stream().map(Settlement::checkpoint).max(Checkpoint::compareTo);
    if (greatest.isPresent() && !subscriptions.readable(greatest.get())) {
      return new SettleOutcome.NoSuchDelivery();
    }
    Set<Integer> lost = leases.acknowledge(subscription, consumer, settlements);
    parked.done(
        subscription, settlements.stream().filter(one -> !lost.contains(one.bucket())).toList());
    return lost.isEmpty() ? new SettleOutcome.Settled() : new SettleOutcome.LeaseLost(lost);
  }

  /** Everything before the event is done; the event itself comes again later, or is parked. */
  @Transactional
  public SettleOutcome reject(String id, String consumer, Settlement rejected, String reason) {
    Optional<Subscription> found = subscriptions.find(id);
    if (found.isEmpty()) {
      return new SettleOutcome.Unknown();
    }
    Optional<RecordedEvent> event = event(found.get(), rejected);
    if (event.isEmpty()) {
      return new SettleOutcome.NoSuchDelivery();
    }
    return leases
        .held(id, consumer, rejected.bucket(), rejected.token())
        .map(lease -> reject(found.get(), consumer, lease, event.get(), reason))
        .orElseGet(() -> new SettleOutcome.LeaseLost(Set.of(rejected.bucket())));
  }

  private SettleOutcome reject(
      Subscription subscription, String consumer, Lease lease, RecordedEvent event, String reason) {
    if (event.checkpoint().compareTo(lease.checkpoint()) <= 0) {
      return rejectReplayed(subscription, lease, event, reason);
    }
    Checkpoint before = PollingEvents.before(event.checkpoint());
    int attempts = lease.checkpoint().equals(before) ? lease.attempts() + 1 : 1;
    if (attempts < subscription.retry().maxAttempts()) {
      leases.retry(
          subscription.id(),
          new Settlement(lease.bucket(), lease.token(), before),
          attempts,
          subscription.retry().delayAfter(attempts));
      return new SettleOutcome.Settled();
    }
    park(subscription, lease, event, reason, attempts);
    Settlement done = new Settlement(lease.bucket(), lease.token(), event.checkpoint());
    leases.acknowledge(subscription.id(), consumer, List.of(done));
    return new SettleOutcome.Parked();
  }

  private SettleOutcome rejectReplayed(
      Subscription subscription, Lease lease, RecordedEvent event, String reason) {
    Optional<ParkedEvent> replayed =
        parked.at(subscription.id(), event.checkpoint()).filter(ParkedEvent::replays);
    if (replayed.isEmpty()) {
      return new SettleOutcome.NoSuchDelivery();
    }
    park(subscription, lease, event, reason, replayed.get().attempts() + 1);
    return new SettleOutcome.Parked();
  }

  private void park(
      Subscription subscription, Lease lease, RecordedEvent event, String reason, int attempts) {
    parked.park(
        subscription.id(),
        new ParkedEvent(
            event.id(),
            event.stream(),
            lease.bucket(),
            event.checkpoint(),
            reason,
            attempts,
            clock.instant(),
            false));
  }

  private Optional<RecordedEvent> event(Subscription subscription, Settlement rejected) {
    Checkpoint place = rejected.checkpoint();
    return log.after(PollingEvents.before(place), Selection.ALL, 1).events().stream()
        .filter(event -> event.checkpoint().equals(place))
        .filter(event -> subscription.bucketing().of(event.stream()) == rejected.bucket())
        .findFirst();
  }
}
