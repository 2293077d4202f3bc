package dev.signalbox.eventstore.benchmark;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runs the same thing in several threads at once. */
final class Together {

  private Together() {}

  /** The results, or the first failure. */
  static <T> List<T> run(int threads, IntFunction<Callable<T>> work) {
    try (ExecutorService executor = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      List<Future<T>> running =
          IntStream.range(0, threads).mapToObj(number -> executor.submit(work.apply(number))).toList();
      return running.stream().map(Together::result).toList();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
