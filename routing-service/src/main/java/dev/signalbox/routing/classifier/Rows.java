package dev.signalbox.routing.classifier;

/**
 * Arithmetic on rows of equal length, in loops that the JVM vectorises: it does so when every array
 * in a loop is used at the same index, which parts of one large array would not be. Eight rows at a
 * time, so that the target is read and written an eighth as often.
 */
final class Rows {

  private static final int TOGETHER = 8;

  private Rows() {}

  /** target += Σ factors[i] × rows[i]. */
  static void addLeading(float[][] rows, float[] factors, float[] target) {
    int i = 0;
    for (; i + TOGETHER <= factors.length; i += TOGETHER) {
      addEight(
          target,
          factors,
          i,
          rows[i],
          rows[i + 1],
          rows[i + 2],
          rows[i + 3],
          rows[i + 4],
          rows[i + 5],
          rows[i + 6],
          rows[i + 7]);
    }
    for (; i < factors.length; i++) {
      add(target, factors[i], rows[i]);
    }
  }

  /** target += Σ factors[i] × rows[first + which[i]]. */
  static void addChosen(float[][] rows, int first, int[] which, float[] factors, float[] target) {
    int i = 0;
    for (; i + TOGETHER <= factors.length; i += TOGETHER) {
      addEight(
          target,
          factors,
          i,
          rows[first + which[i]],
          rows[first + which[i + 1]],
          rows[first + which[i + 2]],
          rows[first + which[i + 3]],
          rows[first + which[i + 4]],
          rows[first + which[i + 5]],
          rows[first + which[i + 6]],
          rows[first + which[i + 7]]);
    }
    for (; i < factors.length; i++) {
      add(target, factors[i], rows[first + which[i]]);
    }
  }

  private static void addEight(
      float[] target,
      float[] factors,
      int from,
      float[] row0,
      float[] row1,
      float[] row2,
      float[] row3,
      float[] row4,
      float[] row5,
      float[] row6,
      float[] row7) {
    float factor0 = factors[from];
    float factor1 = factors[from + 1];
    float factor2 = factors[from + 2];
    float factor3 = factors[from + 3];
    float factor4 = factors[from + 4];
    float factor5 = factors[from + 5];
    float factor6 = factors[from + 6];
    float factor7 = factors[from + 7];
    for (int i = 0; i < target.length; i++) {
      target[i] +=
          factor0 * row0[i]
              + factor1 * row1[i]
              + factor2 * row2[i]
              + factor3 * row3[i]
              + factor4 * row4[i]
              + factor5 * row5[i]
              + factor6 * row6[i]
              + factor7 * row7[i];
    }
  }

  private static void add(float[] target, float factor, float[] row) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * row[i];
    }
  }

  /** The same numbers, with rows for columns. */
  static float[][] transposed(float[][] rows, int width) {
    float[][] columns = new float[width][rows.length];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < width; column++) {
        columns[column][row] = rows[row][column];
      }
    }
    return columns;
  }

  /** The inner product, summed in four lanes. */
  static double dot(float[] left, float[] right) {
    return dot(left, right, left.length);
  }

  /** The inner product of the beginnings. */
  static double dot(float[] left, float[] right, int length) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      a += left[i] * right[i];
      b += left[i + 1] * right[i + 1];
      c += left[i + 2] * right[i + 2];
      d += left[i + 3] * right[i + 3];
    }
    for (; i < length; i++) {
      a += left[i] * right[i];
    }
    return a + b + c + d;
  }
}
