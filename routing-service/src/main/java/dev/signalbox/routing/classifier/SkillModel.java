package dev.signalbox.routing.classifier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Softmax regression: how likely each skill is meant. Immutable. */
final class SkillModel {

  /** Of the gradient at zero; what is left then moves no more than one decision in a thousand. */
  private static final double TOLERANCE = 2e-3;

  private final List<SkillKey> classes;
  private final int rows;
  private final float[] parameters;

  private SkillModel(List<SkillKey> classes, int rows, float[] parameters) {
    this.classes = classes;
    this.rows = rows;
    this.parameters = parameters;
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
    SoftmaxLoss loss =
        new SoftmaxLoss(
            examples, labels, classWeights(labels, classes.size()), rows, settings.strength());
    float[] point = new float[loss.parameters()];
    int steps = settings.stepsFor(labels.length, rows, classes.size());
    if (steps > 0) {
      float[] gradient = new float[point.length];
      double unused = loss.at(point, gradient);
      if (former != null && former.rows == rows) {
        former.copyTo(point, classes);
      }
      Lbfgs.minimise(loss, point, Math.sqrt(Rows.dot(gradient, gradient)), TOLERANCE, steps);
    } else {
      byCentroids(point, examples, labels, classes.size(), settings.strength());
    }
    return new SkillModel(List.copyOf(classes), rows, point);
  }

  /** Where there are too many classes to train, each is as likely as its examples are near. */
  private static void byCentroids(
      float[] point, List<Features> examples, int[] labels, int width, double strength) {
    float[] counts = new float[width];
    for (int label : labels) {
      counts[label]++;
    }
    for (int example = 0; example < labels.length; example++) {
      float[] dense = examples.get(example).dense();
      for (int i = 0; i < dense.length; i++) {
        point[i * width + labels[example]] +=
            (float) (strength * dense[i] / counts[labels[example]]);
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
        for (int row = 0; row <= rows; row++) {
          point[row * wanted.size() + to] = parameters[row * classes.size() + from];
        }
      }
    }
  }

  /** How likely each class is. */
  float[] probabilities(Features features) {
    float[] values = new float[classes.size()];
    System.arraycopy(parameters, rows * values.length, values, 0, values.length);
    Rows.addProduct(features, parameters, values);
    double unused = Softmax.toProbabilities(values);
    return values;
  }
}
