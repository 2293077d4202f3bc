package dev.signalbox.streaming.load;

import dev.signalbox.kit.context.Deadline;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests that are being answered. There is a place for each that the heap has room for; some
 * more wait for one, in their order, and all others are turned away.
 */
public final class RunningRequests {

  private final int most;
  private final Semaphore free;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final LoadProperties properties;
  private final Clock clock;
  private final Counter shed;

  /**
   * Within a heap.
   *
   * @param heap in bytes, decides how many if that is not configured
   */
  RunningRequests(LoadProperties properties, long heap, Clock clock, MeterRegistry registry) {
    this.most = properties.maxRunning() == 0 ? Places.in(heap) : properties.maxRunning();
    this.free = new Semaphore(most, true);
    this.properties = properties;
    this.clock = clock;
    this.shed =
        Counter.builder("signalbox.streaming.requests.shed")
            .description("Requests that were turned away because there was too much to do")
            .register(registry);
    Gauge.builder("signalbox.streaming.requests.running", running, AtomicInteger::get)
        .description("Requests that are being answered")
        .register(registry);
    Gauge.builder("signalbox.streaming.requests.waiting", waiting, AtomicInteger::get)
        .description("Requests that wait for a place")
        .register(registry);
  }

  /**
   * Takes a place for a request, before anything of its body is read.
   *
   * @param bodyBytes as far as they are known, below 0 if they are not
   * @throws OverloadedException when there is none in time
   */
  public Place enter(long bodyBytes, Deadline deadline) {
    int size = Math.min(Places.of(bodyBytes), most);
    if (!free.tryAcquire(size) && !waitFor(size, deadline)) {
      shed.increment();
      throw new OverloadedException();
    }
    running.incrementAndGet();
    return new Place(size);
  }

  private boolean waitFor(int size, Deadline deadline) {
    if (waiting.incrementAndGet() > properties.maxWaiting()) {
      waiting.decrementAndGet();
      return false;
    }
    try {
      return free.tryAcquire(size, patience(deadline).toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.decrementAndGet();
    }
  }

  private Duration patience(Deadline deadline) {
    Duration remaining = deadline.remaining(clock);
    return remaining.compareTo(properties.patience()) < 0 ? remaining : properties.patience();
  }

  /** Where a request is answered; to be closed when that is over. */
  public final class Place implements AutoCloseable {

    private final int size;

    Place(int size) {
      this.size = size;
    }

    @Override
    public void close() {
      running.decrementAndGet();
      free.release(size);
    }
  }
}
