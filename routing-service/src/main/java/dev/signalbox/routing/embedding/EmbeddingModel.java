package dev.signalbox.routing.embedding;

import org.jspecify.annotations.Nullable;

/**
 * The model of this process, loaded when it is first needed: loading takes half a second, which the
 * start need not wait for.
 */
public final class EmbeddingModel implements AutoCloseable {

  /**
   * The stack, in bytes, that a thread needs to load or run the model: ONNX Runtime overflows one
   * of 2 MiB, and the process then dies of signal 11 without a word. 4 MiB were enough.
   */
  public static final long STACK_SIZE = 16L * 1024 * 1024;

  private @Nullable BgeSmall model;
  private final EmbeddingThreads threads;

  /**
   * @param threadCount how many texts are embedded at once
   * @param queueCapacity how many texts may wait for a thread
   */
  public EmbeddingModel(int threadCount, int queueCapacity) {
    this.threads = new EmbeddingThreads(text -> model().embed(text), threadCount, queueCapacity);
  }

  /** Embeds on the bounded threads; for messages. */
  public Embedder forMessages() {
    return threads;
  }

  /**
   * Embeds on the caller's thread, which must be a platform thread with a stack of {@link
   * #STACK_SIZE}; for work in the background.
   */
  public Embedder inBackground() {
    return model();
  }

  private synchronized BgeSmall model() {
    BgeSmall loaded = model;
    if (loaded == null) {
      loaded = BgeSmall.load();
      model = loaded;
    }
    return loaded;
  }

  @Override
  public synchronized void close() {
    threads.close();
    if (model != null) {
      model.close();
    }
  }
}
