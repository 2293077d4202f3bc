package dev.signalbox.registry.agent;

import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import org.springframework.stereotype.Component;

/** Tells the other services about changes, with the transaction that makes them. */
@Component
class AnnounceAgents {

  private final Events events;
  private final Outbox outbox;

  AnnounceAgents(Events events, Outbox outbox) {
    this.events = events;
    this.outbox = outbox;
  }

  void registered(AgentDefinition agent) {
    announce("signalbox.agent.registered.v1", agent);
  }

  void updated(AgentDefinition agent) {
    announce("signalbox.agent.updated.v1", agent);
  }

  /** The event carries the last definition, so that the topic alone says what was removed. */
  void deleted(AgentDefinition agent) {
    announce("signalbox.agent.deleted.v1", agent);
  }

  private void announce(String type, AgentDefinition agent) {
    String agentId = agent.agentId();
    outbox.publish(
        Topics.AGENTS, agentId, events.create(type, "agent/" + agentId, AgentDocument.of(agent)));
  }
}
