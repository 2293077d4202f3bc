package dev.signalbox.routing.run;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.KnownAgents;
import dev.signalbox.routing.decision.Candidate;
import dev.signalbox.routing.decision.Choice;
import dev.signalbox.routing.decision.ChooseAgent;
import dev.signalbox.routing.decision.Question;
import dev.signalbox.routing.runner.AgentFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Decides which agent a stored message is for, or that none is. */
final class RouteMessage {

  private final TransactionTemplate transactions;
  private final KnownAgents agents;
  private final ChooseAgent chooseAgent;
  private final DecideAgent decideAgent;
  private final Runs runs;
  private final RunEvents events;
  private final JsonMapper json;
  private final Alternatives alternatives;
  private final Duration agentsPatience;
  private final Clock clock;

  /**
   * @param agentsPatience how long a message waits for the agents to be learnt
   */
  RouteMessage(
      TransactionTemplate transactions,
      KnownAgents agents,
      ChooseAgent chooseAgent,
      DecideAgent decideAgent,
      Runs runs,
      RunEvents events,
      JsonMapper json,
      Alternatives alternatives,
      Duration agentsPatience,
      Clock clock) {
    this.transactions = transactions;
    this.agents = agents;
    this.chooseAgent = chooseAgent;
    this.decideAgent = decideAgent;
    this.runs = runs;
    this.events = events;
    this.json = json;
    this.alternatives = alternatives;
    this.agentsPatience = agentsPatience;
    this.clock = clock;
  }

  /**
   * Refuses what can be refused before the message is stored.
   *
   * @throws ProblemException when no agents are known, or the requested one is unknown, not granted
   *     or not run here
   */
  void check(Ask ask) {
    boolean known = ask.agentId() == null ? chooseAgent.awaitAgents(patience()) : anyAgents();
    if (!known) {
      throw new ProblemException(
          RoutingProblem.AGENTS_UNAVAILABLE,
          "The agents have not been learnt from the event log yet; try again in a few seconds.");
    }
    if (ask.agentId() != null) {
      requested(ask.agentId(), ask);
    }
  }

  /** Whether it is likely that the message has to be embedded. */
  boolean goesByMeaning(Ask ask) {
    return ask.agentId() == null && chooseAgent.goesByMeaning(ask.message());
  }

  private boolean anyAgents() {
    return !agents.isEmpty() || chooseAgent.awaitAgents(patience());
  }

  private Duration patience() {
    RequestContext request = RequestContext.current();
    if (request == null) {
      return agentsPatience;
    }
    Duration left = request.deadline().remaining(clock);
    return left.compareTo(agentsPatience) < 0 ? left : agentsPatience;
  }

  private Agent requested(String agentId, Ask ask) {
    Agent agent = agents.find(agentId);
    if (agent == null) {
      throw new ProblemException(
          RoutingProblem.AGENT_NOT_FOUND,
          "GET /api/v1/agents lists the agents; leave out agent_id to have one chosen.");
    }
    if (!ask.caller().mayUse(agentId)) {
      throw new ProblemException(
          RoutingProblem.AGENT_FORBIDDEN, "The caller's key is not granted this agent.");
    }
    return switch (agent.standing().status()) {
      case ACTIVE, ISOLATED -> agent;
      case DRAINING -> {
        if (ask.conversationId() == null) {
          throw new ProblemException(
              AgentFailure.AGENT_UNAVAILABLE,
              "The agent begins no conversations any more; leave out agent_id to have one chosen.");
        }
        yield agent;
      }
      case DRAFT, RETIRED ->
          throw new ProblemException(
              RoutingProblem.AGENT_NOT_RUNNABLE,
              "The agent is not in service; leave out agent_id to have one chosen.");
    };
  }

  /**
   * @throws NoSuitableAgentException when nobody fits; that is stored, too
   * @throws ProblemException {@code routing_busy} when too many messages wait for a decision
   */
  Decision route(Ask ask, Receipt receipt) {
    if (ask.agentId() != null) {
      Agent agent = requested(ask.agentId(), ask);
      return decision(
          ask, receipt, agent, "requested", 1, List.of(new Candidate(agent.id(), 1)), List.of());
    }
    Agent previous = previousAgent(ask, receipt);
    Choice choice = choose(ask, receipt, previous);
    return switch (choice) {
      case Choice.Routed routed ->
          decision(
              ask,
              receipt,
              routed.agent(),
              routed.basis().code(),
              routed.confidence(),
              routed.candidates(),
              routed.alternatives());
      case Choice.Abstained abstained -> {
        if (previous == null) {
          throw abstain(receipt, abstained);
        }
        yield decision(
            ask,
            receipt,
            previous,
            "conversation",
            abstained.confidence(),
            abstained.candidates(),
            List.of());
      }
    };
  }

  private Choice choose(Ask ask, Receipt receipt, @Nullable Agent previous) {
    return decideAgent.decide(
        new Question(
            ask.message(),
            ask.conversationId(),
            previous == null ? null : previous.id(),
            receipt.pinnedAgentId(),
            null,
            id -> ask.caller().mayUse(id) && isReachable(id)));
  }

  private boolean isReachable(String agentId) {
    Agent agent = agents.find(agentId);
    return agent != null && agent.isReachable();
  }

  /**
   * "And why?" means nothing by itself: a follow-up that fits nobody stays where the conversation
   * is.
   */
  private @Nullable Agent previousAgent(Ask ask, Receipt receipt) {
    return Optional.ofNullable(receipt.agentId())
        .filter(ask.caller()::mayUse)
        .map(agents::find)
        .filter(agent -> agent.isReachable() && agent.standing().goesOn())
        .orElse(null);
  }

  private Decision decision(
      Ask ask,
      Receipt receipt,
      Agent agent,
      String basis,
      double confidence,
      List<Candidate> candidates,
      List<Candidate> others) {
    return new Decision(
        basis,
        confidence,
        candidates,
        alternatives.behind(agent, others, ask.caller(), receipt.messageId()));
  }

  private NoSuitableAgentException abstain(Receipt receipt, Choice.Abstained choice) {
    NoSuitableAgent outcome =
        new NoSuitableAgent(
            receipt.conversationId(),
            receipt.messageId(),
            receipt.runId(),
            choice.confidence(),
            choice.candidates());
    transactions.executeWithoutResult(
        status -> {
          if (runs.abstain(receipt.runId(), json.writeValueAsString(outcome))) {
            events.abstained(receipt, choice.confidence(), choice.candidates());
          }
        });
    return new NoSuitableAgentException(outcome);
  }
}
