package dev.signalbox.routing.embedding;

import java.util.Collection;

/** Arithmetic on embeddings. */
public final class Vectors {

  private Vectors() {}

  /** The same direction, length 1; the null vector stays as it is. */
  public static float[] normalised(float[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    float[] unit = vector.clone();
    if (length > 0) {
      for (int i = 0; i < unit.length; i++) {
        unit[i] = (float) (unit[i] / length);
      }
    }
    return unit;
  }

  /** The inner product; between vectors of length 1 it is the cosine of their angle. */
  public static double dot(float[] left, float[] right) {
    float sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  /** The mean direction, length 1. */
  public static float[] centroid(Collection<float[]> vectors) {
    float[] sum = new float[vectors.iterator().next().length];
    for (float[] vector : vectors) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i];
      }
    }
    return normalised(sum);
  }
}
