package dev.signalbox.routing.decision;

/**
 * An agent that came into question, and why.
 *
 * @param score the weighted mean of its parts, 0 to 1
 */
public record Assessment(String agentId, double score, Parts parts) {

  Candidate candidate() {
    return new Candidate(agentId, score);
  }

  static Assessment byRule(String agentId) {
    return new Assessment(agentId, 1, Parts.BY_RULE);
  }
}
