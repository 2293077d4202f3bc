package dev.signalbox.registry.agent;

import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import org.springframework.stereotype.Component;

/** Tells the other services about changes, with the transaction that makes them. */
@Component
public class AnnounceAgents {

  private final Events events;
  private final Outbox outbox;

  AnnounceAgents(Events events, Outbox outbox) {
    this.events = events;
    this.outbox = outbox;
  }

  /**
   * Says what became of the agent. The event of one that was deleted carries what it was last, so
   * that the topic alone says what was removed.
   *
   * @param what in the past tense, as it stands in the event's type
   * @return the event's id
   */
  public String announce(String what, RegisteredAgent agent) {
    String agentId = agent.agentId();
    var event =
        events.create("signalbox.agent." + what + ".v1", "agent/" + agentId, AgentEvent.of(agent));
    outbox.publish(Topics.AGENTS, agentId, event);
    return event.id();
  }
}
