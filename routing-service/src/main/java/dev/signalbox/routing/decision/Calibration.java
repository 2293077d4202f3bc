package dev.signalbox.routing.decision;

/**
 * Turns scores into the probability that the best candidate is right: a logistic function of the
 * best score and of its lead. The coefficients were fitted on requests held out from the shipped
 * catalogue, together with requests for nothing it offers; {@code
 * docs/decisions/0003-choosing-the-agent.md} says how and what came of it.
 */
final class Calibration {

  private static final double PER_SCORE = 18.4;
  private static final double PER_LEAD = 9.5;
  private static final double OFFSET = -7.8;

  /**
   * What a runner-up scores by chance. Without it a lone agent would lead by everything it scores.
   */
  private static final double BACKGROUND = 0.20;

  private Calibration() {}

  /** 0 to 1, rising with the best score and falling with the second. */
  static double confidence(double best, double second) {
    double lead = best - Math.min(best, Math.max(second, BACKGROUND));
    return 1 / (1 + Math.exp(-(PER_SCORE * best + PER_LEAD * lead + OFFSET)));
  }
}
