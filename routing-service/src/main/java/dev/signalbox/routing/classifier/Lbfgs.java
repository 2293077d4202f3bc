package dev.signalbox.routing.classifier;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises by L-BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.5) with a
 * backtracking line search. Deterministic. What is minimised here is strictly convex, so that it
 * ends near the same point wherever it begins.
 */
final class Lbfgs {

  private static final int MEMORY = 6;
  private static final int MOST_HALVINGS = 20;
  private static final double SUFFICIENT_DECREASE = 1e-4;

  private Lbfgs() {}

  /** How far a step went, how much the gradient turned on it, and their inner product. */
  private static final class Step {
    private final float[] moved;
    private final float[] turned;
    private final double product;

    Step(float[] moved, float[] turned, double product) {
      this.moved = moved;
      this.turned = turned;
      this.product = product;
    }
  }

  /**
   * Moves the point to the minimum.
   *
   * @param tolerance it is near enough when the gradient is that much shorter than at zero
   * @param gradientAtZero the length of the gradient at zero
   * @return how many steps it took
   */
  static int minimise(
      Objective objective, float[] point, double gradientAtZero, double tolerance, int mostSteps) {
    Deque<Step> steps = new ArrayDeque<>(MEMORY);
    float[] gradient = new float[point.length];
    double value = objective.at(point, gradient);
    for (int step = 0; step < mostSteps; step++) {
      double length = Math.sqrt(Rows.dot(gradient, gradient));
      if (length <= tolerance * gradientAtZero) {
        return step;
      }
      float[] direction = direction(gradient, steps);
      double slope = Rows.dot(gradient, direction);
      double rate = steps.isEmpty() ? Math.min(1, 1 / length) : 1;
      float[] next = new float[point.length];
      float[] nextGradient = new float[point.length];
      double nextValue = Double.POSITIVE_INFINITY;
      int halvings = 0;
      while (halvings < MOST_HALVINGS) {
        for (int i = 0; i < point.length; i++) {
          next[i] = (float) (point[i] + rate * direction[i]);
        }
        nextValue = objective.at(next, nextGradient);
        if (nextValue <= value + SUFFICIENT_DECREASE * rate * slope) {
          break;
        }
        rate /= 2;
        halvings++;
      }
      if (halvings == MOST_HALVINGS) {
        return step;
      }
      remember(steps, point, next, gradient, nextGradient);
      System.arraycopy(next, 0, point, 0, point.length);
      gradient = nextGradient;
      value = nextValue;
    }
    return mostSteps;
  }

  private static void remember(
      Deque<Step> steps, float[] from, float[] to, float[] gradient, float[] nextGradient) {
    float[] moved = steps.size() == MEMORY ? steps.getLast().moved : new float[from.length];
    float[] turned = steps.size() == MEMORY ? steps.removeLast().turned : new float[from.length];
    for (int i = 0; i < from.length; i++) {
      moved[i] = to[i] - from[i];
      turned[i] = nextGradient[i] - gradient[i];
    }
    double product = Rows.dot(moved, turned);
    if (product > 0) {
      steps.addFirst(new Step(moved, turned, product));
    }
  }

  /** Minus the gradient, as if the function were bent the same everywhere. */
  private static float[] direction(float[] gradient, Deque<Step> newestFirst) {
    float[] direction = new float[gradient.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = -gradient[i];
    }
    double[] weights = new double[newestFirst.size()];
    int index = 0;
    for (Step step : newestFirst) {
      weights[index] = Rows.dot(step.moved, direction) / step.product;
      add(direction, -weights[index], step.turned);
      index++;
    }
    if (!newestFirst.isEmpty()) {
      Step newest = newestFirst.getFirst();
      float scale = (float) (newest.product / Rows.dot(newest.turned, newest.turned));
      for (int i = 0; i < direction.length; i++) {
        direction[i] *= scale;
      }
    }
    for (Iterator<Step> oldest = newestFirst.descendingIterator(); oldest.hasNext(); ) {
      Step step = oldest.next();
      index--;
      double correction = Rows.dot(step.turned, direction) / step.product;
      add(direction, weights[index] - correction, step.moved);
    }
    return direction;
  }

  private static void add(float[] target, double factor, float[] values) {
    float by = (float) factor;
    for (int i = 0; i < target.length; i++) {
      target[i] += by * values[i];
    }
  }
}
