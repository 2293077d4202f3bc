package dev.signalbox.cost.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/** Writers that work side by side for a while, each as fast as it can. */
final class Together {

  static final int WRITERS = 8;

  private Together() {}

  /**
   * What came of it.
   *
   * @param milliseconds that each step took
   */
  record Outcome(double perSecond, List<Double> milliseconds) {

    /** The same, where each step does so many things. */
    Outcome times(int things) {
      return new Outcome(perSecond * things, milliseconds);
    }
  }

  /**
   * Works.
   *
   * @param writers take the number of a step; no two take the same
   */
  static Outcome work(List<? extends LongConsumer> writers, Duration interval) {
    long begin = System.nanoTime();
    List<Callable<List<Double>>> work = new ArrayList<>();
    for (int writer = 0; writer < writers.size(); writer++) {
      int first = writer;
      work.add(() -> steps(writers.get(first), first, writers.size(), begin, interval));
    }
    List<Double> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(writers.size())) {
      for (Future<List<Double>> done : threads.invokeAll(work)) {
        all.addAll(done.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a writer failed", e);
    }
    return new Outcome(all.size() / ((System.nanoTime() - begin) / 1e9), all);
  }

  private static List<Double> steps(
      LongConsumer writer, int first, int apart, long begin, Duration interval) {
    List<Double> milliseconds = new ArrayList<>();
    long end = begin + interval.toNanos();
    long now = System.nanoTime();
    for (long step = first; now < end; step += apart) {
      writer.accept(step);
      long after = System.nanoTime();
      milliseconds.add((after - now) / 1e6);
      now = after;
    }
    return milliseconds;
  }
}
