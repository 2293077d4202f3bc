package dev.signalbox.routing.run;

import dev.signalbox.routing.embedding.Embedder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Embeds a message while it is still being stored, so that whoever decides on it has only the rest
 * to wait for.
 */
final class EmbedAhead implements Embedder {

  private static final ScopedValue<Begun> BEGUN = ScopedValue.newInstance();
  private static final Executor THREADS =
      command -> Thread.ofVirtual().name("embed-ahead").start(command);

  private final Embedder embedder;

  EmbedAhead(Embedder embedder) {
    this.embedder = embedder;
  }

  /** Begins with a text. */
  Begun begin(String text, RunTimes.Measured measured) {
    return new Begun(
        text, measured, CompletableFuture.supplyAsync(() -> embedder.embed(text), THREADS));
  }

  @Override
  public float[] embed(String text) {
    return BEGUN.isBound() && BEGUN.get().text.equals(text)
        ? BEGUN.get().rest()
        : embedder.embed(text);
  }

  /** A text that is being embedded. */
  final class Begun {

    private final String text;
    private final RunTimes.Measured measured;
    private final CompletableFuture<float[]> embedding;

    private Begun(String text, RunTimes.Measured measured, CompletableFuture<float[]> embedding) {
      this.text = text;
      this.measured = measured;
      this.embedding = embedding;
    }

    /** Does something for which the text may have to be embedded. */
    <T> T during(Supplier<T> decision) {
      return ScopedValue.where(BEGUN, this).call(decision::get);
    }

    /** What failed then, since too many messages came at once, may succeed by now. */
    private float[] rest() {
      return measured.embedding(
          () -> {
            try {
              return embedding.join();
            } catch (CompletionException e) {
              return embedder.embed(text);
            }
          });
    }
  }
}
