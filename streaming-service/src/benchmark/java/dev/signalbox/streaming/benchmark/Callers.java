package dev.signalbox.streaming.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Callers that ask side by side for a while, each again as soon as it has its answer. */
final class Callers {

  private Callers() {}

  /**
   * What came of it.
   *
   * @param milliseconds that each request took
   */
  record Outcome(double perSecond, List<Double> milliseconds) {}

  static Outcome ask(int callers, Duration interval, Runnable request) {
    long begin = System.nanoTime();
    List<Callable<List<Double>>> work = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      work.add(() -> ask(begin + interval.toNanos(), request));
    }
    List<Double> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Double>> done : threads.invokeAll(work)) {
        all.addAll(done.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request failed", e);
    }
    return new Outcome(all.size() / ((System.nanoTime() - begin) / 1e9), all);
  }

  private static List<Double> ask(long end, Runnable request) {
    List<Double> milliseconds = new ArrayList<>();
    long now = System.nanoTime();
    while (now < end) {
      request.run();
      long after = System.nanoTime();
      milliseconds.add((after - now) / 1e6);
      now = after;
    }
    return milliseconds;
  }
}
