package dev.signalbox.routing.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LexicalFeaturesTests {

  private static final float[] DENSE = {1, 0};
  private static final LexicalFeatures FEATURES =
      LexicalFeatures.fit(
          List.of("feed the bees", "steer the ship", "the bees are fed"), 1_024, 0.5);

  private static double overlap(String left, String right) {
    Features a = FEATURES.of(left, DENSE);
    Features b = FEATURES.of(right, DENSE);
    double sum = 0;
    for (int i = 0; i < a.buckets().length; i++) {
      for (int j = 0; j < b.buckets().length; j++) {
        sum += a.buckets()[i] == b.buckets()[j] ? a.weights()[i] * b.weights()[j] : 0;
      }
    }
    return sum;
  }

  @Test
  void weighTogetherWhatTheyAreSaidTo() {
    assertThat(overlap("feed the bees", "feed the bees")).isCloseTo(0.25, Offset.offset(1e-4));
  }

  @Test
  void areAlikeWhereWordsAndTheirPartsAre() {
    assertThat(overlap("Feed  the BEES!", "feed the bees")).isGreaterThan(0.15);
    assertThat(overlap("feeding bees", "feed the bees")).isGreaterThan(0.05);
    assertThat(overlap("feed the bees", "steer the ship"))
        .isLessThan(overlap("feed the bees", "the bees are fed"));
  }

  @Test
  void countNothingThatNoExampleHas() {
    Features features = FEATURES.of("7 7 7", DENSE);

    assertThat(features.buckets().length).isLessThan(4);
    assertThat(FEATURES.of("", DENSE).buckets()).isEmpty();
    assertThat(FEATURES.of("🙂", DENSE).weights()).doesNotContain(Float.NaN);
  }

  @Test
  void readOnlyTheEndsOfALongText() {
    String middle = "x".repeat(500_000);

    assertThat(overlap("feed the bees " + middle, "feed the bees")).isGreaterThan(0.02);
    assertThat(overlap(middle + " feed the bees", "feed the bees")).isGreaterThan(0.02);
  }

  @Test
  void areNoneWhenThereIsNoRoom() {
    LexicalFeatures none = LexicalFeatures.fit(List.of("feed the bees"), 0, 0.5);

    assertThat(none.of("feed the bees", DENSE).buckets()).isEmpty();
  }
}
