package dev.signalbox.routing.classifier;

import java.util.Arrays;
import java.util.List;

/** The examples as points, and the middle of each class. */
final class Prototypes {

  private final float[][] points;
  private final int[] groupOfPoint;
  private final float[][] centroids;
  private final int[] groupOfClass;

  /**
   * @param labels the class of each example
   * @param groupOfClass the agent of each class
   */
  Prototypes(List<Features> examples, int[] labels, int[] groupOfClass) {
    this.points = examples.stream().map(Features::dense).toArray(float[][]::new);
    this.groupOfClass = groupOfClass;
    this.groupOfPoint = Arrays.stream(labels).map(label -> groupOfClass[label]).toArray();
    this.centroids = new float[groupOfClass.length][];
    for (int i = 0; i < labels.length; i++) {
      float[] sum = centroids[labels[i]];
      if (sum == null) {
        centroids[labels[i]] = points[i].clone();
      } else {
        for (int j = 0; j < sum.length; j++) {
          sum[j] += points[i][j];
        }
      }
    }
    for (float[] centroid : centroids) {
      if (centroid != null) {
        float length = (float) Math.sqrt(Rows.dot(centroid, centroid));
        for (int j = 0; j < centroid.length && length > 0; j++) {
          centroid[j] /= length;
        }
      }
    }
  }

  /** The cosine to the nearest example of each agent, -1 for one without. */
  float[] nearest(float[] message, int groups) {
    float[] nearest = new float[groups];
    Arrays.fill(nearest, -1);
    for (int i = 0; i < points.length; i++) {
      int group = groupOfPoint[i];
      nearest[group] = Math.max(nearest[group], (float) Rows.dot(points[i], message));
    }
    return nearest;
  }

  /** The cosine to the nearest middle of a skill of each agent, -1 for one without. */
  float[] central(float[] message, int groups) {
    float[] central = new float[groups];
    Arrays.fill(central, -1);
    for (int i = 0; i < centroids.length; i++) {
      if (centroids[i] != null) {
        int group = groupOfClass[i];
        central[group] = Math.max(central[group], (float) Rows.dot(centroids[i], message));
      }
    }
    return central;
  }
}
