package dev.signalbox.routing.classifier;

import java.util.Arrays;
import java.util.List;

/** The examples as points, and the middle of each class. */
final class Prototypes {

  private final float[][] pointColumns;
  private final int[] groupOfPoint;
  private final float[][] centroidColumns;
  private final int[] groupOfClass;

  /**
   * @param labels the class of each example; every class has one
   * @param groupOfClass the agent of each class
   */
  Prototypes(List<Features> examples, int[] labels, int[] groupOfClass) {
    float[][] points = examples.stream().map(Features::dense).toArray(float[][]::new);
    int width = points[0].length;
    this.pointColumns = Rows.transposed(points, width);
    this.groupOfPoint = Arrays.stream(labels).map(label -> groupOfClass[label]).toArray();
    this.centroidColumns =
        Rows.transposed(centroids(points, labels, new float[groupOfClass.length][width]), width);
    this.groupOfClass = groupOfClass;
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

  /** The cosine to the nearest example of each agent, -1 for one without. */
  float[] nearest(float[] message, int groups) {
    return greatest(pointColumns, groupOfPoint, message, groups);
  }

  /** The cosine to the nearest middle of a skill of each agent, -1 for one without. */
  float[] central(float[] message, int groups) {
    return greatest(centroidColumns, groupOfClass, message, groups);
  }

  private static float[] greatest(float[][] columns, int[] groupOf, float[] message, int groups) {
    float[] cosines = new float[groupOf.length];
    Rows.addLeading(columns, message, cosines);
    float[] greatest = new float[groups];
    Arrays.fill(greatest, -1);
    for (int i = 0; i < cosines.length; i++) {
      greatest[groupOf[i]] = Math.max(greatest[groupOf[i]], cosines[i]);
    }
    return greatest;
  }
}
