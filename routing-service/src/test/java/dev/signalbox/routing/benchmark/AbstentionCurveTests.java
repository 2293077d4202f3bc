package dev.signalbox.routing.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AbstentionCurveTests {

  private static final List<AbstentionCurve.Judged> IN_SCOPE =
      List.of(
          new AbstentionCurve.Judged(1, false),
          new AbstentionCurve.Judged(3, true),
          new AbstentionCurve.Judged(4, false),
          new AbstentionCurve.Judged(5, true));

  private static final AbstentionCurve CURVE =
      new AbstentionCurve(IN_SCOPE, new double[] {4.5, 0, 2, 1});

  @Test
  void sharesRequestsOutAtAThreshold() {
    assertThat(CURVE.at(3)).isEqualTo(new AbstentionCurve.Point(3, 50, 25, 75));
    assertThat(CURVE.at(-1)).isEqualTo(new AbstentionCurve.Point(-1, 50, 50, 0));
  }

  @Test
  void findsTheThresholdThatRejectsAShare() {
    assertThat(AbstentionCurve.quantile(IN_SCOPE, 0)).isEqualTo(1);
    assertThat(AbstentionCurve.quantile(IN_SCOPE, 0.7)).isEqualTo(4);
  }

  @Test
  void saysHowWellTheTwoAreApart() {
    double pairs = (1 + 0.5) + 3 + 3 + 4;

    assertThat(CURVE.separation()).isEqualTo(100 * pairs / 16);
  }

  @Test
  void isDrawn() {
    String picture = CurvePicture.draw(Map.of("all of it", CURVE.points()));

    assertThat(picture).startsWith("<svg ").endsWith("</svg>\n").contains("polyline", "all of it");
  }
}
