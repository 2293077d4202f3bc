package dev.signalbox.routing.classifier;

import java.util.List;

/**
 * How badly weights explain the examples: the sum of their log losses, each example weighing as its
 * class says, and half the squared weights over the strength. Parameters are the rows of the
 * weights, then a bias for each class.
 */
final class SoftmaxLoss implements Objective {

  private final List<Features> examples;
  private final int[] classes;
  private final float[] classWeights;
  private final int rows;
  private final double strength;

  /**
   * @param classes of each example
   * @param classWeights what an example of each class weighs
   * @param rows how many features there are
   * @param strength how little large weights are held against the model
   */
  SoftmaxLoss(
      List<Features> examples, int[] classes, float[] classWeights, int rows, double strength) {
    this.examples = examples;
    this.classes = classes;
    this.classWeights = classWeights;
    this.rows = rows;
    this.strength = strength;
  }

  int parameters() {
    return (rows + 1) * classWeights.length;
  }

  @Override
  public double at(float[] point, float[] gradient) {
    int width = classWeights.length;
    int biases = rows * width;
    float decay = (float) (1 / strength);
    double squares = Rows.dot(point, 0, point, 0, biases);
    for (int i = 0; i < biases; i++) {
      gradient[i] = decay * point[i];
    }
    for (int i = biases; i < gradient.length; i++) {
      gradient[i] = 0;
    }
    double loss = 0;
    float[] values = new float[width];
    for (int example = 0; example < classes.length; example++) {
      Features features = examples.get(example);
      System.arraycopy(point, biases, values, 0, width);
      Rows.addProduct(features, point, values);
      float weight = classWeights[classes[example]];
      loss += weight * residuals(values, classes[example], weight);
      Rows.addOuterProduct(features, values, gradient);
      for (int i = 0; i < width; i++) {
        gradient[biases + i] += values[i];
      }
    }
    return loss + squares / (2 * strength);
  }

  /** Turns logits into weighted probabilities less what they should be; the log loss. */
  private static double residuals(float[] values, int right, float weight) {
    float logit = values[right];
    double logOfSum = Softmax.toProbabilities(values);
    for (int i = 0; i < values.length; i++) {
      values[i] *= weight;
    }
    values[right] -= weight;
    return logOfSum - logit;
  }
}
