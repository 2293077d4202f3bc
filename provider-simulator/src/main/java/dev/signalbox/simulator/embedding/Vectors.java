package dev.signalbox.simulator.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Vectors of length 1. Every word adds its own direction, so texts that share words are near each
 * other.
 */
public final class Vectors {

  private Vectors() {}

  public static float[] of(String text, int dimensions) {
    double[] sum = new double[dimensions];
    add("", 0.1, sum);
    for (String word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
      add(word, 1, sum);
    }
    double length = 0;
    for (double value : sum) {
      length += value * value;
    }
    float[] vector = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) (sum[i] / Math.sqrt(length));
    }
    return vector;
  }

  /** The numbers as 32 bits each, the lowest byte first, in Base64. */
  public static String base64(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : vector) {
      bytes.putFloat(value);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static void add(String word, double weight, double[] sum) {
    SplittableRandom direction = new SplittableRandom(word.hashCode());
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * direction.nextDouble(-1, 1);
    }
  }
}
