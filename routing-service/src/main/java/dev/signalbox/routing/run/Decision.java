package dev.signalbox.routing.run;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.decision.Candidate;
import java.util.List;

/**
 * Whom a message is for.
 *
 * @param basis see {@link Routing}
 * @param confidence 0 to 1
 * @param agents the agent that is to answer and those that may in its place, in order, each once
 */
record Decision(String basis, double confidence, List<Candidate> candidates, List<Agent> agents) {
  Decision {
    candidates = List.copyOf(candidates);
    agents = List.copyOf(agents);
  }
}
