package dev.signalbox.cost.price;

import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import org.springframework.stereotype.Component;

/** Puts on record what happens to prices, in the transaction in which it happens. */
@Component
class PriceEvents {

  private static final String SUBJECT = "prices/catalogue";

  private final Events events;
  private final Outbox outbox;
  private final PriceVersions versions;

  PriceEvents(Events events, Outbox outbox, PriceVersions versions) {
    this.events = events;
    this.outbox = outbox;
    this.versions = versions;
  }

  /** A version has come into force. */
  void changed(int version) {
    PriceVersion made =
        versions
            .find(version)
            .orElseThrow(() -> new IllegalStateException("no price version " + version));
    outbox.publish(
        Topics.AUDIT, SUBJECT, events.create("signalbox.prices.changed.v1", SUBJECT, made));
  }
}
