package dev.signalbox.routing.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LbfgsTests {

  /** A long narrow valley whose lowest point is at (1, 2, 3). */
  private static final Objective VALLEY =
      (point, gradient) -> {
        double value = 0;
        for (int i = 0; i < point.length; i++) {
          double steepness = Math.pow(30, i);
          double away = point[i] - (i + 1);
          value += steepness * away * away / 2;
          gradient[i] = (float) (steepness * away);
        }
        return value;
      };

  @Test
  void findsTheLowestPointWhereverItBegins() {
    for (float begin : new float[] {0, -50, 7}) {
      float[] point = {begin, begin, begin};

      int steps = Lbfgs.minimise(VALLEY, point, 1000, 1e-6, 100);

      assertThat(steps).isLessThan(40);
      assertThat(point).containsExactly(new float[] {1, 2, 3}, Offset.offset(1e-3f));
    }
  }

  @Test
  void stopsAtOnceWhereThereIsNothingToGain() {
    float[] point = {1, 2, 3};

    assertThat(Lbfgs.minimise(VALLEY, point, 1000, 1e-6, 100)).isZero();
    assertThat(point).containsExactly(1, 2, 3);
  }

  @Test
  void takesNoMoreStepsThanItMay() {
    assertThat(Lbfgs.minimise(VALLEY, new float[3], 1000, 1e-12, 3)).isEqualTo(3);
  }
}
