package dev.signalbox.streaming.resume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Wakes those who follow streams. One statement looks for all of them, however many they are; while
 * nobody follows there is none. LISTEN and NOTIFY would do it without looking, but a notification
 * takes a lock that all commits of the database queue for.
 */
final class StreamNews extends BackgroundLoop {

  private static final Logger LOG = LoggerFactory.getLogger(StreamNews.class);

  private final Streams streams;
  private final Duration pause;
  private final Map<String, List<Follower>> followers = new ConcurrentHashMap<>();

  /** Looks after each pause. */
  StreamNews(Streams streams, Duration pause) {
    super("stream-news");
    this.streams = streams;
    this.pause = pause;
  }

  /** Waits for news of the stream; to be closed. */
  Follower of(String streamId) {
    Follower follower = new Follower(streamId);
    followers.compute(
        streamId,
        (id, others) -> {
          List<Follower> all = others == null ? new ArrayList<>() : new ArrayList<>(others);
          all.add(follower);
          return all;
        });
    return follower;
  }

  @Override
  void round() throws InterruptedException {
    Thread.sleep(pause);
    if (!followers.isEmpty()) {
      look();
    }
  }

  private void look() {
    try {
      tell();
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("no news of streams: {}", e.getMessage());
    }
  }

  private void tell() {
    for (Streams.News news : streams.news(List.copyOf(followers.keySet()))) {
      for (Follower follower : followers.getOrDefault(news.streamId(), List.of())) {
        follower.told(news);
      }
    }
  }

  /** One who follows a stream. */
  final class Follower implements AutoCloseable {

    private final String streamId;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private long known;
    private boolean over;

    Follower(String streamId) {
      this.streamId = streamId;
    }

    /** Waits until there are events beyond this one, or the end; false when it took too long. */
    boolean await(long beyond, long nanos) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        long left = nanos;
        while (known <= beyond && !over) {
          if (left <= 0) {
            return false;
          }
          left = told.awaitNanos(left);
        }
        return true;
      } finally {
        lock.unlock();
      }
    }

    void told(Streams.News news) {
      lock.lock();
      try {
        known = news.last();
        over = news.state() != StreamState.RUNNING;
        told.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      followers.computeIfPresent(
          streamId,
          (id, all) -> {
            List<Follower> others = all.stream().filter(other -> other != this).toList();
            return others.isEmpty() ? null : others;
          });
    }
  }
}
