package dev.signalbox.routing.classifier;

import java.util.List;

/**
 * From evidence to the probability that the best agent is right: a logistic function, fitted on
 * examples the model had not seen (Platt scaling), each once as it is, and once as if its agent
 * were not there, when whoever is best is wrong.
 */
public record Calibration(double slope, double offset) {

  /** What holds until there are enough examples to fit. */
  static final Calibration DEFAULT = new Calibration(0.6, -5.4);

  /** A judgement and whether it was right. */
  record Outcome(double evidence, boolean right) {}

  private static final int FEWEST = 40;
  private static final int STEPS = 50;

  /** As if there were a few outcomes that speak for the default. */
  private static final double PRIOR = 1e-3;

  public double confidence(double evidence) {
    return 1 / (1 + Math.exp(-(slope * evidence + offset)));
  }

  static Calibration fit(List<Outcome> outcomes) {
    long right = outcomes.stream().filter(Outcome::right).count();
    if (right < FEWEST || outcomes.size() - right < FEWEST) {
      return DEFAULT;
    }
    double mean = outcomes.stream().mapToDouble(Outcome::evidence).average().orElse(0);
    double slope = DEFAULT.slope;
    double offset = DEFAULT.offset + DEFAULT.slope * mean;
    for (int step = 0; step < STEPS; step++) {
      double bySlope = PRIOR * outcomes.size() * (slope - DEFAULT.slope);
      double byOffset = 0;
      double slopes = PRIOR * outcomes.size();
      double offsets = 1e-9;
      double both = 0;
      for (Outcome outcome : outcomes) {
        double x = outcome.evidence() - mean;
        double p = 1 / (1 + Math.exp(-(slope * x + offset)));
        double error = p - (outcome.right() ? 1 : 0);
        double curvature = Math.max(1e-6, p * (1 - p));
        bySlope += error * x;
        byOffset += error;
        slopes += curvature * x * x;
        offsets += curvature;
        both += curvature * x;
      }
      double determinant = slopes * offsets - both * both;
      double slopeStep = (offsets * bySlope - both * byOffset) / determinant;
      double offsetStep = (slopes * byOffset - both * bySlope) / determinant;
      slope = Math.max(0.01, slope - Math.clamp(slopeStep, -1, 1));
      offset -= Math.clamp(offsetStep, -3, 3);
    }
    return new Calibration(slope, offset - slope * mean);
  }
}
