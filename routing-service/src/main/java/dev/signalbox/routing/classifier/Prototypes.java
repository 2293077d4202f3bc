package dev.signalbox.routing.classifier;

import java.util.Arrays;
import java.util.List;

/** The examples as points, and the middle of each class. */
final class Prototypes {

  private final int classes;
  private final int[] labels;
  private final float[][] pointColumns;
  private final float[][] centroidColumns;

  /**
   * @param labels the class of each example; every class has one
   */
  Prototypes(List<Features> examples, int[] labels, int classes) {
    float[][] points = examples.stream().map(Features::dense).toArray(float[][]::new);
    int width = points[0].length;
    this.classes = classes;
    this.labels = labels;
    this.pointColumns = Rows.transposed(points, width);
    this.centroidColumns =
        Rows.transposed(centroids(points, labels, new float[classes][width]), width);
  }

  private static float[][] centroids(float[][] points, int[] labels, float[][] sums) {
    for (int point = 0; point < points.length; point++) {
      float[] sum = sums[labels[point]];
      for (int i = 0; i < sum.length; i++) {
        sum[i] += points[point][i];
      }
    }
    for (float[] centroid : sums) {
      float length = (float) Math.sqrt(Rows.dot(centroid, centroid));
      for (int i = 0; i < centroid.length && length > 0; i++) {
        centroid[i] /= length;
      }
    }
    return sums;
  }

  /** The cosine to the nearest example of each class. */
  float[] nearest(float[] message) {
    float[] cosines = new float[labels.length];
    Rows.addLeading(pointColumns, message, cosines);
    float[] nearest = new float[classes];
    Arrays.fill(nearest, -1);
    for (int i = 0; i < cosines.length; i++) {
      nearest[labels[i]] = Math.max(nearest[labels[i]], cosines[i]);
    }
    return nearest;
  }

  /** The cosine to the middle of each class. */
  float[] central(float[] message) {
    float[] cosines = new float[classes];
    Rows.addLeading(centroidColumns, message, cosines);
    return cosines;
  }
}
