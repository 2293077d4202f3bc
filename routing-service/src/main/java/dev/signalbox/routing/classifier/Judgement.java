package dev.signalbox.routing.classifier;

/**
 * What the classifier makes of one agent for a message.
 *
 * @param probability that the message is for it, if it is for any that came into question
 * @param nearest the cosine to the nearest of its examples
 * @param central the cosine to the nearest middle of its skills
 */
public record Judgement(String agentId, double probability, double nearest, double central) {

  /** What likeness weighs against probability; chosen on CLINC150's validation split. */
  private static final double PER_LIKENESS = 8;

  private static final double LEAST_DOUBT = 1e-4;

  /**
   * How much speaks for it, on no fixed scale: a message that nobody is for makes some agent
   * likely, too, but is near to none.
   */
  public double evidence() {
    return evidence(probability);
  }

  /** How much speaks for this agent or that one, as against all others. */
  public double evidenceTogetherWith(Judgement other) {
    return evidence(probability + other.probability);
  }

  private double evidence(double together) {
    double likely = Math.clamp(together, LEAST_DOUBT, 1 - LEAST_DOUBT);
    return Math.log(likely / (1 - likely)) + PER_LIKENESS * (nearest + central);
  }
}
