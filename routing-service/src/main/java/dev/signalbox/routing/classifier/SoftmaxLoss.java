package dev.signalbox.routing.classifier;

import java.util.Arrays;
import java.util.List;

/**
 * How badly weights explain the examples: the sum of their log losses, each example weighing as its
 * class says, and half the squared weights over the strength. Parameters are the rows of the
 * weights, one for each feature, then a bias for each class. Not thread-safe.
 */
final class SoftmaxLoss implements Objective {

  private final List<Features> examples;
  private final int[] classes;
  private final float[] classWeights;
  private final double strength;
  private final FeatureColumns columns;
  private final float[][] weights;
  private final float[][] residuals;

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
    this.strength = strength;
    this.columns = new FeatureColumns(examples, rows);
    this.weights = new float[rows + 1][classWeights.length];
    this.residuals = new float[classes.length][classWeights.length];
  }

  int parameters() {
    return weights.length * classWeights.length;
  }

  @Override
  public double at(float[] point, float[] gradient) {
    int width = classWeights.length;
    int biases = (weights.length - 1) * width;
    for (int row = 0; row < weights.length; row++) {
      System.arraycopy(point, row * width, weights[row], 0, width);
    }
    double loss = Rows.dot(point, point, biases) / (2 * strength);
    float[] bias = weights[weights.length - 1];
    float[] sum = new float[width];
    for (int example = 0; example < classes.length; example++) {
      float[] values = residuals[example];
      System.arraycopy(bias, 0, values, 0, width);
      examples.get(example).addProduct(weights, values);
      loss += toResiduals(values, classes[example]);
      for (int i = 0; i < width; i++) {
        sum[i] += values[i];
      }
    }
    float[] turned = new float[width];
    for (int row = 0; row < weights.length - 1; row++) {
      Arrays.fill(turned, 0);
      columns.addProduct(row, residuals, turned);
      System.arraycopy(turned, 0, gradient, row * width, width);
    }
    float decay = (float) (1 / strength);
    for (int i = 0; i < biases; i++) {
      gradient[i] += decay * point[i];
    }
    System.arraycopy(sum, 0, gradient, biases, width);
    return loss;
  }

  /** Turns logits into weighted probabilities less what they should be; the weighted log loss. */
  private double toResiduals(float[] values, int right) {
    float weight = classWeights[right];
    float logit = values[right];
    double logOfSum = Softmax.toProbabilities(values);
    for (int i = 0; i < values.length; i++) {
      values[i] *= weight;
    }
    values[right] -= weight;
    return weight * (logOfSum - logit);
  }
}
