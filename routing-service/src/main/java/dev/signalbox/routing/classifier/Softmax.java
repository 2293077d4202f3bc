package dev.signalbox.routing.classifier;

/** From logits to probabilities. */
final class Softmax {

  private Softmax() {}

  /**
   * Turns logits into probabilities, in place.
   *
   * @return the logarithm of the sum of their exponentials
   */
  static double toProbabilities(float[] values) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      greatest = Math.max(greatest, value);
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.exp(values[i] - greatest);
      sum += values[i];
    }
    float factor = (float) (1 / sum);
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return greatest + Math.log(sum);
  }
}
