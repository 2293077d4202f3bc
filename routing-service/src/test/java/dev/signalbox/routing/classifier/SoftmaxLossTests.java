package dev.signalbox.routing.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SoftmaxLossTests {

  /** Five dense features and three buckets, three classes. */
  private static final SoftmaxLoss LOSS =
      new SoftmaxLoss(
          List.of(
              new Features(new float[] {1, 0, 0.5f, 0, 1}, new int[] {0, 2}, new float[] {1, 2}),
              new Features(new float[] {0, 1, 0, 0.5f, 0}, new int[] {1}, new float[] {0.5f}),
              new Features(new float[] {0, 0, 1, 1, 0}, new int[0], new float[0])),
          new int[] {0, 1, 2},
          new float[] {1, 2, 0.5f},
          8,
          10);

  @Test
  void hasTheGradientThatItsValueHas() {
    Random random = new Random(7);
    float[] point = new float[LOSS.parameters()];
    for (int i = 0; i < point.length; i++) {
      point[i] = random.nextFloat() - 0.5f;
    }
    float[] gradient = new float[point.length];
    double unused = LOSS.at(point, gradient);
    float step = 1e-2f;

    for (int i = 0; i < point.length; i++) {
      float[] ahead = point.clone();
      ahead[i] += step;
      float[] behind = point.clone();
      behind[i] -= step;
      double slope =
          (LOSS.at(ahead, new float[point.length]) - LOSS.at(behind, new float[point.length]))
              / (2 * step);
      assertThat((double) gradient[i]).isCloseTo(slope, Offset.offset(2e-3));
    }
  }

  @Test
  void isTheLogarithmOfTheClassesWhenNothingIsKnown() {
    double weights = 1 + 2 + 0.5;

    assertThat(LOSS.at(new float[LOSS.parameters()], new float[LOSS.parameters()]))
        .isCloseTo(weights * Math.log(3), Offset.offset(1e-5));
  }
}
