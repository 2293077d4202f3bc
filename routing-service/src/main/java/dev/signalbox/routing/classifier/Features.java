package dev.signalbox.routing.classifier;

/** A text as numbers. What it hands out is shared, not copied. */
final class Features {

  private final float[] dense;
  private final int[] buckets;
  private final float[] weights;

  /**
   * @param dense where it lies among the examples, of length 1
   * @param buckets the lexical features it has, each once, rising
   * @param weights what each of these weighs in it
   */
  Features(float[] dense, int[] buckets, float[] weights) {
    this.dense = dense;
    this.buckets = buckets;
    this.weights = weights;
  }

  float[] dense() {
    return dense;
  }

  int[] buckets() {
    return buckets;
  }

  float[] weights() {
    return weights;
  }

  /** target += Σ features × their rows; the rows of buckets follow those of the dense features. */
  void addProduct(float[][] rows, float[] target) {
    Rows.addLeading(rows, dense, target);
    Rows.addChosen(rows, dense.length, buckets, weights, target);
  }
}
