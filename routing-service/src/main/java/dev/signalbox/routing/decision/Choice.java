package dev.signalbox.routing.decision;

import dev.signalbox.routing.agent.Agent;
import java.util.List;

/** What came of looking for the agent that fits a message. */
public sealed interface Choice {

  /** The probability, 0 to 1, that the best candidate is the right one. */
  double confidence();

  /** The best candidates, best first. */
  List<Candidate> candidates();

  /** An agent fits. */
  record Routed(Agent agent, double confidence, List<Candidate> candidates) implements Choice {
    public Routed {
      candidates = List.copyOf(candidates);
    }
  }

  /** No agent fits well enough to be more than a guess. */
  record Abstained(double confidence, List<Candidate> candidates) implements Choice {
    public Abstained {
      candidates = List.copyOf(candidates);
    }
  }
}
