package dev.signalbox.routing.run;

import dev.signalbox.kit.event.Event;
import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.AgentKind;
import dev.signalbox.routing.relay.ComposeRelay;
import dev.signalbox.routing.relay.Composed;
import dev.signalbox.routing.relay.Relays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Gives a run to an agent, if that has room for it; so many may be with each, anywhere. */
final class AssignRun {

  private final TransactionTemplate transactions;
  private final Runs runs;
  private final RunEvents events;
  private final ComposeRelay composeRelay;
  private final Relays relays;
  private final JsonMapper json;
  private final String defaultModel;

  /**
   * @param defaultModel the model of agents that name none
   */
  AssignRun(
      TransactionTemplate transactions,
      Runs runs,
      RunEvents events,
      ComposeRelay composeRelay,
      Relays relays,
      JsonMapper json,
      String defaultModel) {
    this.transactions = transactions;
    this.runs = runs;
    this.events = events;
    this.composeRelay = composeRelay;
    this.relays = relays;
    this.json = json;
    this.defaultModel = defaultModel;
  }

  /**
   * Stores that the agent is on the message now and what it is shown, and says so in an event.
   *
   * @param tried who was to answer before it, in order
   * @return nothing if the agent is at work on as many as it may be
   */
  Optional<Assigned> assign(
      Ask ask, Receipt receipt, Decision decision, Agent agent, List<Tried> tried) {
    ModelPlan models = models(ask, agent);
    Composed composed =
        composeRelay.before(receipt.conversationId(), receipt.position(), models.all());
    Routing routing = routing(ask, receipt, decision, agent, tried, models);
    return transactions.execute(
        status -> {
          Event routed = events.routed(receipt, routing);
          if (!runs.assign(
              receipt.runId(),
              agent.id(),
              agent.limits().maxConcurrentRequests(),
              routing.confidence(),
              routed.id(),
              tried.isEmpty() ? null : json.writeValueAsString(tried))) {
            return Optional.empty();
          }
          keep(receipt, agent, composed);
          events.publish(receipt.conversationId(), routed);
          return Optional.of(new Assigned(agent, models, routing, composed, routed.id()));
        });
  }

  private void keep(Receipt receipt, Agent agent, Composed composed) {
    if (!composed.relay().isEmpty()) {
      relays.keep(
          receipt.conversationId(), receipt.messageId(), receipt.position(), agent.id(), composed);
    }
  }

  /** An agent that runs elsewhere has its own. */
  private ModelPlan models(Ask ask, Agent agent) {
    if (agent.kind() == AgentKind.BUILT_IN) {
      return ModelPlan.of(agent.models(), ask.complexity(), defaultModel);
    }
    String model = agent.requiredEndpoint().model();
    return new ModelPlan(model == null ? "" : model, List.of());
  }

  private static @Nullable String takenOverFrom(Receipt receipt, Agent agent) {
    return agent.id().equals(receipt.agentId()) ? null : receipt.agentId();
  }

  private static Routing routing(
      Ask ask,
      Receipt receipt,
      Decision decision,
      Agent agent,
      List<Tried> tried,
      ModelPlan models) {
    Tried last = tried.isEmpty() ? null : tried.getLast();
    return new Routing(
        receipt.conversationId(),
        receipt.messageId(),
        receipt.runId(),
        "routed",
        last == null ? decision.basis() : Routing.FALLBACK,
        agent.id(),
        agent.name(),
        decision.confidence(),
        decision.candidates(),
        ask.complexity().code(),
        models.model(),
        last == null ? null : last.agentId(),
        last == null ? null : last.reason(),
        takenOverFrom(receipt, agent));
  }
}
