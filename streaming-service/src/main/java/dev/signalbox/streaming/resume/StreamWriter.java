package dev.signalbox.streaming.resume;

import io.micrometer.core.instrument.Timer;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessException;

/**
 * Stores what this process sends of its resumable streams. One thread writes; whatever came while
 * it was in the database forms the next commit, so that a hundred streams cost about as many
 * commits as one.
 */
final class StreamWriter extends BackgroundLoop {

  private static final Logger LOG = LoggerFactory.getLogger(StreamWriter.class);
  private static final int MAX_GROUP = 256;

  private final StreamEvents events;
  private final ResumeProperties properties;
  private final Timer timer;
  private final BlockingQueue<Waiting> queue;
  private final ReentrantLock writing = new ReentrantLock();

  private record Waiting(StreamEntry entry, CompletableFuture<Boolean> stored) {}

  StreamWriter(StreamEvents events, ResumeProperties properties, Timer timer) {
    super("stream-writer");
    this.events = events;
    this.properties = properties;
    this.timer = timer;
    // A stream waits for its part before it sends the next; twice, as one may give up meanwhile.
    this.queue = new LinkedBlockingQueue<>(2 * properties.maxRunning());
  }

  /**
   * Stores; when this returns, it is committed.
   *
   * @return whether the stream was running; if not, nothing was stored
   * @throws StreamStoreException when it is not known to be stored
   */
  boolean store(StreamEntry entry) throws StreamStoreException, InterruptedIOException {
    long from = System.nanoTime();
    Waiting waiting = new Waiting(entry, new CompletableFuture<>());
    if (!queue.offer(waiting)) {
      throw new StreamStoreException("too much waits to be stored", null);
    }
    try {
      return waiting.stored().get(properties.storeWithin().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      queue.remove(waiting);
      throw new StreamStoreException("the database took too long", e);
    } catch (ExecutionException e) {
      throw new StreamStoreException("the database refused", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while storing");
    } finally {
      timer.record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
    }
  }

  /** Stores some time, or never: for what a lease that runs out would tell as well. */
  void storeLater(StreamEntry entry) {
    if (!queue.offer(new Waiting(entry, new CompletableFuture<>()))) {
      LOG.debug("the end of {} is left to its lease", entry.streamId());
    }
  }

  /** Does something else to rows of this process's streams, which no commit touches meanwhile. */
  <T> T between(Supplier<T> work) {
    writing.lock();
    try {
      return work.get();
    } finally {
      writing.unlock();
    }
  }

  @Override
  void round() throws InterruptedException {
    List<Waiting> group = new ArrayList<>();
    group.add(queue.take());
    queue.drainTo(group, MAX_GROUP - 1);
    write(group);
  }

  private void write(List<Waiting> group) {
    try {
      Set<String> running =
          between(() -> events.store(group.stream().map(Waiting::entry).toList()));
      group.forEach(
          waiting -> waiting.stored().complete(running.contains(waiting.entry().streamId())));
    } catch (NonTransientDataAccessException e) {
      if (group.size() > 1) {
        // What the database does not take of one stream is no other's fault.
        group.forEach(waiting -> write(List.of(waiting)));
      } else {
        fail(group, e);
      }
    } catch (RuntimeException e) {
      fail(group, e);
    }
  }

  private static void fail(List<Waiting> group, RuntimeException cause) {
    LOG.warn("events of {} streams could not be stored: {}", group.size(), cause.getMessage());
    group.forEach(waiting -> waiting.stored().completeExceptionally(cause));
  }
}
