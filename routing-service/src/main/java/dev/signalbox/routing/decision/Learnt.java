package dev.signalbox.routing.decision;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.classifier.AgentClassifier;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One state of what is known of the agents.
 *
 * @param version of the examples: the same in every replica that has the same
 * @param classifier null while there are no agents
 */
record Learnt(String version, Map<String, Agent> agents, @Nullable AgentClassifier classifier) {

  static final Learnt NOTHING = new Learnt("", Map.of(), null);

  Learnt {
    agents = Map.copyOf(agents);
  }

  /** The same of these agents. Whom the classifier knows and these do not have is gone. */
  Learnt among(Collection<Agent> present) {
    return new Learnt(
        version, present.stream().collect(Collectors.toMap(Agent::id, agent -> agent)), classifier);
  }

  /** An agent that the classifier knows, and that is therefore known. */
  Agent required(String agentId) {
    Agent agent = agents.get(agentId);
    if (agent == null) {
      throw new IllegalStateException("The classifier knows " + agentId + ", which is gone");
    }
    return agent;
  }
}
