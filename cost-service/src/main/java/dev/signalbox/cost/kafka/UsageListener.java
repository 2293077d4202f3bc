package dev.signalbox.cost.kafka;

import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.ledger.RecordUsage;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Topics;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Listens for ended attempts. Other events of the topic, such as begun attempts, cost nothing. */
@Component
class UsageListener {

  private static final String USAGE_RECORDED = "signalbox.usage.recorded.v1";

  private final Events events;
  private final PriceUsage pricing;
  private final RecordUsage record;

  UsageListener(Events events, PriceUsage pricing, RecordUsage record) {
    this.events = events;
    this.pricing = pricing;
    this.record = record;
  }

  @KafkaListener(
      id = "ledger",
      idIsGroup = false,
      topics = Topics.USAGE,
      groupId = "cost-service",
      containerFactory = "eventListeners")
  void on(Event event) {
    if (!event.type().equals(USAGE_RECORDED)) {
      return;
    }
    UsageRecorded usage = events.read(event, UsageRecorded.class);
    record.record(event, usage.attempt(event.id(), pricing));
  }
}
