package dev.signalbox.gateway.database;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The threads that may block on the database. As many as there are connections, and a bounded line
 * before them: whoever finds it full is refused with a {@link
 * java.util.concurrent.RejectedExecutionException}, which callers see as 503.
 */
public final class DatabaseThreads implements DisposableBean {
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final ThreadPoolExecutor threads;
  private final Scheduler scheduler;

  /**
   * @param count how many calls run at once
   * @param waiting how many more may wait
   */
  public DatabaseThreads(int count, int waiting) {
    this.threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().daemon().name("database-", 0).factory());
    this.threads.allowCoreThreadTimeOut(true);
    this.scheduler = Schedulers.fromExecutorService(threads);
  }

  /** Runs the work, and nothing that follows it, on one of these threads once subscribed to. */
  public <T> Mono<T> call(Callable<T> work) {
    return Mono.fromCallable(work).subscribeOn(scheduler).publishOn(Schedulers.parallel());
  }

  public Executor executor() {
    return threads;
  }

  @Override
  public void destroy() {
    scheduler.dispose();
    threads.shutdownNow();
  }
}
