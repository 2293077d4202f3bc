package dev.signalbox.routing.classifier;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Softmax regression: how likely each skill is meant. Immutable. */
final class SkillModel {

  /** Of the gradient at zero; what is left then moves no more than one decision in a thousand. */
  private static final double TOLERANCE = 2e-3;

  /** How large the weights of a class are at first: about what they come to. */
  private static final double BEGINNING = 10;

  private final List<SkillKey> classes;
  private final float[][] weights;

  /**
   * @param weights a row for each feature, then the biases
   */
  private SkillModel(List<SkillKey> classes, float[][] weights) {
    this.classes = classes;
    this.weights = weights;
  }

  /**
   * Trains on examples.
   *
   * @param labels the class of each example
   * @param former what training begins at, as far as it knows the classes
   */
  static SkillModel train(
      List<SkillKey> classes,
      List<Features> examples,
      int[] labels,
      int rows,
      TrainingSettings settings,
      @Nullable SkillModel former) {
    int width = classes.size();
    int steps = settings.stepsFor(labels.length, rows, width);
    float[] point = new float[(rows + 1) * width];
    if (steps == 0) {
      addCentroids(point, examples, labels, width, settings.strength());
    } else {
      SoftmaxLoss loss =
          new SoftmaxLoss(examples, labels, classWeights(labels, width), rows, settings.strength());
      float[] gradient = new float[point.length];
      double unused = loss.at(point, gradient);
      if (former != null && former.weights.length == rows + 1) {
        former.copyTo(point, classes);
      } else {
        addCentroids(point, examples, labels, width, BEGINNING);
      }
      Lbfgs.minimise(loss, point, Math.sqrt(Rows.dot(gradient, gradient)), TOLERANCE, steps);
    }
    return new SkillModel(List.copyOf(classes), rows(point, rows + 1, width));
  }

  private static float[][] rows(float[] point, int count, int width) {
    float[][] rows = new float[count][];
    for (int row = 0; row < count; row++) {
      rows[row] = Arrays.copyOfRange(point, row * width, (row + 1) * width);
    }
    return rows;
  }

  /**
   * Makes each class as likely as its examples are near: where training begins, and where it ends
   * when there are too many classes.
   */
  private static void addCentroids(
      float[] point, List<Features> examples, int[] labels, int width, double length) {
    float[] counts = new float[width];
    for (int label : labels) {
      counts[label]++;
    }
    for (int example = 0; example < labels.length; example++) {
      int label = labels[example];
      float factor = (float) (length / counts[label]);
      Features features = examples.get(example);
      float[] dense = features.dense();
      for (int i = 0; i < dense.length; i++) {
        point[i * width + label] += factor * dense[i];
      }
      for (int i = 0; i < features.buckets().length; i++) {
        point[(dense.length + features.buckets()[i]) * width + label] +=
            factor * features.weights()[i];
      }
    }
  }

  /** A class with many examples weighs more than one with few, but less than in proportion. */
  private static float[] classWeights(int[] labels, int classes) {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    float[] weights = new float[classes];
    double mean = (double) labels.length / classes;
    for (int i = 0; i < classes; i++) {
      weights[i] = (float) Math.sqrt(mean / Math.max(1, counts[i]));
    }
    return weights;
  }

  private void copyTo(float[] point, List<SkillKey> wanted) {
    Map<SkillKey, Integer> known = new HashMap<>();
    for (int i = 0; i < classes.size(); i++) {
      known.put(classes.get(i), i);
    }
    for (int to = 0; to < wanted.size(); to++) {
      Integer from = known.get(wanted.get(to));
      if (from != null) {
        for (int row = 0; row < weights.length; row++) {
          point[row * wanted.size() + to] = weights[row][from];
        }
      }
    }
  }

  /** How much speaks for each class: the logarithm of how likely it is, but for a constant. */
  float[] logits(Features features) {
    float[] logits = weights[weights.length - 1].clone();
    features.addProduct(weights, logits);
    return logits;
  }
}
