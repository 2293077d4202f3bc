package dev.signalbox.routing.decision;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.classifier.AgentClassifier;
import java.util.Map;
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

  /** What was learnt, of the agents as they are now. */
  Learnt with(Map<String, Agent> now) {
    return new Learnt(version, now, classifier);
  }

  /** An agent that is known to be there. */
  Agent required(String agentId) {
    Agent agent = agents.get(agentId);
    if (agent == null) {
      throw new IllegalStateException("There is no agent " + agentId);
    }
    return agent;
  }
}
