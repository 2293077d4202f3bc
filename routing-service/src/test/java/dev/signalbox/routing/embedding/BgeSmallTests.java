package dev.signalbox.routing.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BgeSmallTests {

  private static final BgeSmall MODEL = BgeSmall.load();

  @AfterAll
  static void closeTheModel() {
    MODEL.close();
  }

  @Test
  void putsTextsOnTheUnitSphere() {
    float[] embedding = MODEL.embed("The build fails with a NullPointerException");

    assertThat(embedding).hasSize(BgeSmall.DIMENSIONS);
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
    assertThat(MODEL.embed("")).hasSize(BgeSmall.DIMENSIONS);
    assertThat(MODEL.embed("🙂🙂🙂")).hasSize(BgeSmall.DIMENSIONS).doesNotContain(Float.NaN);
    assertThat(MODEL.embed("word ".repeat(50_000))).hasSize(BgeSmall.DIMENSIONS);
  }

  /** Without the lock the process dies of signal 11 here. */
  @Test
  void closesBetweenInferencesAndNotUnderOne() {
    for (int round = 0; round < 5; round++) {
      BgeSmall model = BgeSmall.load();
      CountDownLatch busy = new CountDownLatch(1);
      CompletableFuture<Void> work = new CompletableFuture<>();
      Thread.ofPlatform()
          .stackSize(EmbeddingModel.STACK_SIZE)
          .daemon()
          .start(() -> embedForEver(model, busy, work));
      assertThat(busy).satisfies(CountDownLatch::await);

      model.close();

      assertThat(work)
          .failsWithin(Duration.ofSeconds(30))
          .withThrowableThat()
          .withMessageContaining("The embedding model is closed");
    }
  }

  private static void embedForEver(
      BgeSmall model, CountDownLatch busy, CompletableFuture<Void> work) {
    try {
      while (true) {
        model.embed("word ".repeat(200));
        busy.countDown();
      }
    } catch (IllegalStateException e) {
      work.completeExceptionally(e);
    }
  }
}
