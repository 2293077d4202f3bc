package dev.signalbox.routing.classifier;

import java.util.List;

/** Which examples have a feature, and what it weighs in them: the features, seen by column. */
final class FeatureColumns {

  private final float[][] dense;
  private final int[][] examplesWith;
  private final float[][] weights;

  /**
   * @param rows how many features there are, the dense ones first
   */
  FeatureColumns(List<Features> examples, int rows) {
    int denseRows = examples.getFirst().dense().length;
    this.dense =
        Rows.transposed(examples.stream().map(Features::dense).toArray(float[][]::new), denseRows);
    int[] counts = new int[rows - denseRows];
    for (Features features : examples) {
      for (int bucket : features.buckets()) {
        counts[bucket]++;
      }
    }
    this.examplesWith = new int[counts.length][];
    this.weights = new float[counts.length][];
    for (int bucket = 0; bucket < counts.length; bucket++) {
      examplesWith[bucket] = new int[counts[bucket]];
      weights[bucket] = new float[counts[bucket]];
    }
    for (int example = examples.size() - 1; example >= 0; example--) {
      Features features = examples.get(example);
      for (int i = 0; i < features.buckets().length; i++) {
        int bucket = features.buckets()[i];
        int place = --counts[bucket];
        examplesWith[bucket][place] = example;
        weights[bucket][place] = features.weights()[i];
      }
    }
  }

  /** target += Σ what the feature weighs in an example × the example's values. */
  void addProduct(int feature, float[][] values, float[] target) {
    if (feature < dense.length) {
      Rows.addLeading(values, dense[feature], target);
    } else {
      int bucket = feature - dense.length;
      Rows.addChosen(values, 0, examplesWith[bucket], weights[bucket], target);
    }
  }
}
