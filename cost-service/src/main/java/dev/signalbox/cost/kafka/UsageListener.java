package dev.signalbox.cost.kafka;

import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.lease.CloseLeases;
import dev.signalbox.cost.ledger.RecordUsage;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Topics;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Listens for ended attempts and closed leases. Other events of the topic, such as begun attempts,
 * cost nothing.
 */
@Component
class UsageListener {

  private final Events events;
  private final PriceUsage pricing;
  private final RecordUsage record;
  private final CloseLeases leases;

  UsageListener(Events events, PriceUsage pricing, RecordUsage record, CloseLeases leases) {
    this.events = events;
    this.pricing = pricing;
    this.record = record;
    this.leases = leases;
  }

  @KafkaListener(
      id = "ledger",
      idIsGroup = false,
      topics = Topics.USAGE,
      groupId = "cost-service",
      containerFactory = "eventListeners")
  void on(Event event) {
    switch (event.type()) {
      case "signalbox.usage.recorded.v1" -> {
        UsageRecorded usage = events.read(event, UsageRecorded.class);
        record.record(event, usage.attempt(event.id(), pricing));
      }
      case "signalbox.lease.closed.v1" -> {
        LeaseClosed closed = events.read(event, LeaseClosed.class);
        leases.close(event, closed.leaseId(), closed.reserved());
      }
      default -> {
        // Nothing that is reckoned with here.
      }
    }
  }
}
