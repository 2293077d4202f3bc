package dev.signalbox.routing.run;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.routing.decision.Choice;
import dev.signalbox.routing.decision.ChooseAgent;
import dev.signalbox.routing.decision.Question;
import dev.signalbox.routing.embedding.EmbeddingBusyException;
import java.time.Clock;
import java.time.Duration;

/** Decides whom a message is for, for those who send it and for those who only ask. */
public final class DecideAgent {

  private final ChooseAgent chooseAgent;
  private final Duration agentsPatience;
  private final Clock clock;

  /**
   * @param agentsPatience how long a decision waits for the agents to be learnt
   */
  DecideAgent(ChooseAgent chooseAgent, Duration agentsPatience, Clock clock) {
    this.chooseAgent = chooseAgent;
    this.agentsPatience = agentsPatience;
    this.clock = clock;
  }

  /**
   * The agent the message is for, or why there is none.
   *
   * @throws ProblemException {@code agents_unavailable} while no agents are known, {@code
   *     routing_busy} when too many messages wait for a decision
   */
  public Choice decide(Question question) {
    if (!chooseAgent.awaitAgents(patience())) {
      throw new ProblemException(
          RoutingProblem.AGENTS_UNAVAILABLE,
          "The agents have not been learnt from the event log yet; try again in a few seconds.");
    }
    try {
      return chooseAgent.choose(question);
    } catch (EmbeddingBusyException e) {
      throw new ProblemException(
          RoutingProblem.ROUTING_BUSY,
          "Too many messages came at once; send it again in a few seconds.",
          e);
    }
  }

  private Duration patience() {
    RequestContext request = RequestContext.current();
    if (request == null) {
      return agentsPatience;
    }
    Duration left = request.deadline().remaining(clock);
    return left.compareTo(agentsPatience) < 0 ? left : agentsPatience;
  }
}
