package dev.signalbox.routing.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MiniLmTests {

  private static final MiniLm MODEL = MiniLm.load();

  @AfterAll
  static void closeTheModel() {
    MODEL.close();
  }

  @Test
  void putsTextsOnTheUnitSphere() {
    float[] embedding = MODEL.embed("The build fails with a NullPointerException");

    assertThat(embedding).hasSize(MiniLm.DIMENSIONS);
    assertThat(Vectors.dot(embedding, embedding)).isCloseTo(1, Offset.offset(1e-5));
  }

  @Test
  void putsLikeMeaningsClose() {
    float[] message = MODEL.embed("The build fails with a NullPointerException");

    double near = Vectors.dot(message, MODEL.embed("My program crashes with a null pointer"));
    double far = Vectors.dot(message, MODEL.embed("What will the weather be in Oslo"));

    assertThat(near).isGreaterThan(far + 0.3);
  }

  @Test
  void embedsWhatHasNoWordsAndWhatHasTooMany() {
    assertThat(MODEL.embed("")).hasSize(MiniLm.DIMENSIONS);
    assertThat(MODEL.embed("🙂🙂🙂")).hasSize(MiniLm.DIMENSIONS).doesNotContain(Float.NaN);
    assertThat(MODEL.embed("word ".repeat(50_000))).hasSize(MiniLm.DIMENSIONS);
  }
}
