package dev.signalbox.registry.escalation;

import dev.signalbox.kit.alert.Deliveries;
import dev.signalbox.kit.alert.Recipients;
import java.net.URI;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Has operators told of an agent that does not come back. */
@Service
public class Escalate {

  static final String TYPE = "signalbox.agent.recovery-escalated.v1";

  private final Deliveries deliveries;
  private final Recipients operators;
  private final Clock clock;

  Escalate(Deliveries deliveries, EscalationSettings settings, Clock clock) {
    this.deliveries = deliveries;
    this.operators =
        new Recipients(settings.webhooks().stream().map(URI::toString).toList(), settings.emails());
    this.clock = clock;
  }

  /**
   * Has every operator told, with the caller's transaction.
   *
   * @param eventId of the event that tells the platform
   */
  public void escalate(String eventId, Escalation escalation) {
    deliveries.add(eventId, escalation, operators, clock.instant());
  }
}
