package dev.signalbox.routing.embedding;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs an embedder on a few platform threads. Inference never leaves its carrier thread, so on
 * virtual threads a burst of messages would starve everything else in the process.
 */
final class EmbeddingThreads implements Embedder, AutoCloseable {

  private final Embedder embedder;
  private final ThreadPoolExecutor threads;

  EmbeddingThreads(Embedder embedder, int threadCount, int queueCapacity) {
    this.embedder = embedder;
    this.threads =
        new ThreadPoolExecutor(
            threadCount,
            threadCount,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queueCapacity),
            Thread.ofPlatform()
                .stackSize(EmbeddingModel.STACK_SIZE)
                .name("embedding-", 0)
                .daemon()
                .factory());
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public float[] embed(String text) {
    Future<float[]> result;
    try {
      result = threads.submit(() -> embedder.embed(text));
    } catch (RejectedExecutionException e) {
      throw new EmbeddingBusyException(
          "All " + threads.getMaximumPoolSize() + " embedding threads and their queue are taken");
    }
    try {
      return result.get();
    } catch (InterruptedException e) {
      result.cancel(false);
      Thread.currentThread().interrupt();
      throw new EmbeddingBusyException("Interrupted while waiting for an embedding");
    } catch (ExecutionException e) {
      throw new IllegalStateException("The text could not be embedded", e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
