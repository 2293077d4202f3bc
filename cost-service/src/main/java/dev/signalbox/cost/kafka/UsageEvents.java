package dev.signalbox.cost.kafka;

import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.lease.CloseLeases;
import dev.signalbox.cost.lease.CloseLeases.ToldLease;
import dev.signalbox.cost.ledger.RecordUsage;
import dev.signalbox.cost.ledger.ToldAttempt;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Takes ended attempts and closed leases. Other events of the topic, such as begun attempts, cost
 * nothing.
 */
@Component
class UsageEvents {

  private final Events events;
  private final PriceUsage pricing;
  private final RecordUsage record;
  private final CloseLeases leases;

  UsageEvents(Events events, PriceUsage pricing, RecordUsage record, CloseLeases leases) {
    this.events = events;
    this.pricing = pricing;
    this.record = record;
    this.leases = leases;
  }

  /**
   * Takes events: all attempts in one transaction, then all leases in one. Settling an attempt and
   * closing the lease that it reserved under commute, so their order does not matter. If something
   * fails, all may be taken again.
   */
  void take(List<Event> batch) {
    List<ToldAttempt> attempts = new ArrayList<>();
    List<ToldLease> closed = new ArrayList<>();
    for (Event event : batch) {
      switch (event.type()) {
        case "signalbox.usage.recorded.v1" -> {
          UsageRecorded usage = events.read(event, UsageRecorded.class);
          attempts.add(new ToldAttempt(event, usage.attempt(event.id(), pricing)));
        }
        case "signalbox.lease.closed.v1" -> {
          LeaseClosed lease = events.read(event, LeaseClosed.class);
          closed.add(new ToldLease(event, lease.leaseId(), lease.reserved()));
        }
        default -> {
          // Nothing that is reckoned with here.
        }
      }
    }
    if (!attempts.isEmpty()) {
      record.record(attempts);
    }
    if (!closed.isEmpty()) {
      leases.close(closed);
    }
  }
}
