package dev.signalbox.routing.embedding;

import org.jspecify.annotations.Nullable;

/**
 * The model of this process, loaded when it is first needed: loading takes half a second, which the
 * start need not wait for.
 */
public final class EmbeddingModel implements AutoCloseable {

  private @Nullable MiniLm model;
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

  /** Embeds on the caller's thread, which must not be a virtual one; for work in the background. */
  public Embedder inBackground() {
    return model();
  }

  private synchronized MiniLm model() {
    MiniLm loaded = model;
    if (loaded == null) {
      loaded = MiniLm.load();
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
