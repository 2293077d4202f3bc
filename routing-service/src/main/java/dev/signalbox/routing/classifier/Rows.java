package dev.signalbox.routing.classifier;

/**
 * Arithmetic on the rows of a matrix that is kept in one array, in loops that the JVM vectorises.
 */
final class Rows {

  private Rows() {}

  /** target += Σ features × their rows; the rows of buckets follow those of the dense features. */
  static void addProduct(Features features, float[] matrix, float[] target) {
    int width = target.length;
    float[] dense = features.dense();
    int feature = 0;
    for (; feature + 4 <= dense.length; feature += 4) {
      int row = feature * width;
      float a = dense[feature];
      float b = dense[feature + 1];
      float c = dense[feature + 2];
      float d = dense[feature + 3];
      for (int i = 0; i < width; i++) {
        target[i] +=
            a * matrix[row + i]
                + b * matrix[row + width + i]
                + c * matrix[row + 2 * width + i]
                + d * matrix[row + 3 * width + i];
      }
    }
    for (; feature < dense.length; feature++) {
      addRow(matrix, feature * width, dense[feature], target);
    }
    for (int i = 0; i < features.buckets().length; i++) {
      addRow(matrix, (dense.length + features.buckets()[i]) * width, features.weights()[i], target);
    }
  }

  private static void addRow(float[] matrix, int row, float factor, float[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * matrix[row + i];
    }
  }

  /** The rows of the matrix += features × values. */
  static void addOuterProduct(Features features, float[] values, float[] matrix) {
    int width = values.length;
    float[] dense = features.dense();
    for (int feature = 0; feature < dense.length; feature++) {
      addTo(matrix, feature * width, dense[feature], values);
    }
    for (int i = 0; i < features.buckets().length; i++) {
      addTo(matrix, (dense.length + features.buckets()[i]) * width, features.weights()[i], values);
    }
  }

  private static void addTo(float[] matrix, int row, float factor, float[] values) {
    for (int i = 0; i < values.length; i++) {
      matrix[row + i] += factor * values[i];
    }
  }

  /** The inner product, summed in four lanes. */
  static double dot(float[] left, int leftFrom, float[] right, int rightFrom, int length) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      a += left[leftFrom + i] * right[rightFrom + i];
      b += left[leftFrom + i + 1] * right[rightFrom + i + 1];
      c += left[leftFrom + i + 2] * right[rightFrom + i + 2];
      d += left[leftFrom + i + 3] * right[rightFrom + i + 3];
    }
    for (; i < length; i++) {
      a += left[leftFrom + i] * right[rightFrom + i];
    }
    return a + b + c + d;
  }

  static double dot(float[] left, float[] right) {
    return dot(left, 0, right, 0, left.length);
  }
}
