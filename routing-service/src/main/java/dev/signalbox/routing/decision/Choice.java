package dev.signalbox.routing.decision;

import dev.signalbox.routing.agent.Agent;
import java.util.Comparator;
import java.util.List;

/** What came of looking for the agent that fits a message. */
public sealed interface Choice {

  /** The probability, 0 to 1, that the best candidate is the right one. */
  double confidence();

  /** The best candidates with the reasons, best first. */
  List<Assessment> assessments();

  /** Who decided. */
  Tier tier();

  /** The best candidates, best first. */
  default List<Candidate> candidates() {
    return assessments().stream().map(Assessment::candidate).toList();
  }

  /** An agent fits. */
  record Routed(Agent agent, double confidence, List<Assessment> assessments, Basis basis)
      implements Choice {
    public Routed {
      assessments = List.copyOf(assessments);
    }

    @Override
    public Tier tier() {
      return basis.tier();
    }

    /**
     * Who might answer in its place, with how likely each is the right one, the likeliest first;
     * nobody where something else than the message's meaning decided.
     */
    public List<Candidate> alternatives() {
      return switch (basis) {
        case MEANING, MODEL ->
            assessments.stream()
                .sorted(byFit())
                .map(one -> new Candidate(one.agentId(), one.parts().fit()))
                .toList();
        case MENTION, PINNED, PATTERN, FILE_TYPE, CONVERSATION, SUPERVISOR -> List.of();
      };
    }
  }

  /** No agent fits well enough to be more than a guess. */
  record Abstained(double confidence, List<Assessment> assessments, Tier tier, Reason reason)
      implements Choice {
    public Abstained {
      assessments = List.copyOf(assessments);
    }

    /** The ids of the two likeliest, the likelier first. */
    public List<String> twoBest() {
      return assessments.stream().sorted(byFit()).limit(2).map(Assessment::agentId).toList();
    }
  }

  private static Comparator<Assessment> byFit() {
    return Comparator.comparingDouble((Assessment one) -> one.parts().fit()).reversed();
  }
}
