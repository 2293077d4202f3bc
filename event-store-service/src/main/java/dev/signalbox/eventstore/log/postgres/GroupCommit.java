package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.LogBusyException;
import dev.signalbox.eventstore.log.LogProperties;
import dev.signalbox.eventstore.log.StreamName;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Lets appends that come at the same time share one commit. Whoever appends puts its append into a
 * queue; a few of those who wait there at a time lead: each takes what goes together, commits it
 * and tells the others. Nobody waits for company, so a lone append costs what it costs anyway.
 *
 * <p>A commit first writes, which takes the server's processors, and then waits for the disk. Few
 * may write at a time, so that what comes meanwhile gathers; more may wait for the disk, since the
 * server flushes for all of them at once.
 *
 * <p>Together go appends whose outcomes do not depend on each other: with different event ids, and
 * with a stream in common only if none of them expects more of it than any version. What would wait
 * for a commit under way in the database waits here.
 */
final class GroupCommit {

  private static final long MOST_CHARACTERS = 4_000_000;

  private final Commit commit;
  private final LogProperties.GroupCommit properties;
  private final ReentrantLock lock = new ReentrantLock();
  // All guarded by the lock.
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final Set<StreamName> streamsUnderWay = new HashSet<>();
  private final Set<String> eventIdsUnderWay = new HashSet<>();
  private int underWay;
  private int writing;

  GroupCommit(Commit commit, LogProperties.GroupCommit properties) {
    this.commit = commit;
    this.properties = properties;
  }

  /**
   * @throws LogBusyException when too many wait, or this one has waited too long
   */
  AppendOutcome append(WrittenAppend append) {
    Waiting waiting = new Waiting(append, Thread.currentThread());
    enqueue(waiting);
    long end = System.nanoTime() + properties.patience().toNanos();
    boolean interrupted = false;
    while (!waiting.done) {
      Batch batch = lead();
      if (batch != null) {
        commit(batch);
        continue;
      }
      long left = end - System.nanoTime();
      if (left <= 0 && withdraw(waiting)) {
        throw busy("No commit took the append within " + seconds(properties.patience()));
      }
      // Once it is under way, its end is near and must be known.
      LockSupport.parkNanos(this, left <= 0 ? 1_000_000_000 : left);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return waiting.result();
  }

  private void enqueue(Waiting waiting) {
    lock.lock();
    try {
      if (queue.size() >= properties.maxWaiting()) {
        throw busy(queue.size() + " appends wait already");
      }
      queue.addLast(waiting);
    } finally {
      lock.unlock();
    }
  }

  /** How many appends wait to be taken into a commit. */
  int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  private boolean withdraw(Waiting waiting) {
    lock.lock();
    try {
      return queue.remove(waiting);
    } finally {
      lock.unlock();
    }
  }

  /** What this thread commits now; null if others lead, or nothing waits that may go. */
  private @Nullable Batch lead() {
    lock.lock();
    try {
      if (writing == properties.maxWriting() || underWay == properties.maxCommits()) {
        return null;
      }
      List<Waiting> appends = take();
      if (appends.isEmpty()) {
        return null;
      }
      boolean alone = underWay == 0 && queue.isEmpty();
      underWay++;
      writing++;
      for (Waiting one : appends) {
        streamsUnderWay.addAll(one.append.streams());
        eventIdsUnderWay.addAll(one.append.eventIds());
      }
      wakeFirst();
      return new Batch(appends, alone);
    } finally {
      lock.unlock();
    }
  }

  private List<Waiting> take() {
    List<Waiting> batch = new ArrayList<>();
    Map<StreamName, Boolean> streams = new HashMap<>();
    Set<String> eventIds = new HashSet<>();
    int events = 0;
    long characters = 0;
    Iterator<Waiting> all = queue.iterator();
    while (all.hasNext() && batch.size() < properties.maxAppends()) {
      Waiting one = all.next();
      WrittenAppend append = one.append;
      boolean fits =
          batch.isEmpty()
              || (events + append.events().size() <= properties.maxEvents()
                  && characters + append.size() <= MOST_CHARACTERS);
      if (fits && independent(append, streams, eventIds)) {
        all.remove();
        batch.add(one);
        events += append.events().size();
        characters += append.size();
        append.streams().forEach(name -> streams.merge(name, append.expects(name), (a, b) -> a));
        eventIds.addAll(append.eventIds());
      } else {
        // What comes later must not overtake it on its streams.
        append.streams().forEach(name -> streams.put(name, true));
        eventIds.addAll(append.eventIds());
      }
    }
    return batch;
  }

  private boolean independent(
      WrittenAppend append, Map<StreamName, Boolean> streams, Set<String> eventIds) {
    for (StreamName stream : append.streams()) {
      Boolean expected = streams.get(stream);
      if (streamsUnderWay.contains(stream)
          || (expected != null && (expected || append.expects(stream)))) {
        return false;
      }
    }
    for (String id : append.eventIds()) {
      if (eventIdsUnderWay.contains(id) || eventIds.contains(id)) {
        return false;
      }
    }
    return true;
  }

  private void commit(Batch batch) {
    try {
      try {
        List<WrittenAppend> appends =
            batch.appends.stream().map(waiting -> waiting.append).toList();
        // To be told when it is written costs a round trip, which is for nothing if nobody waits.
        List<AppendOutcome> outcomes =
            batch.alone ? commit.run(appends) : commit.run(appends, () -> written(batch));
        for (int index = 0; index < outcomes.size(); index++) {
          batch.appends.get(index).outcome = outcomes.get(index);
        }
      } catch (DataIntegrityViolationException e) {
        // One of them cannot be recorded: each by itself, so that the others are.
        batch.appends.forEach(this::commitAlone);
      }
    } catch (RuntimeException | Error e) {
      batch.appends.forEach(waiting -> waiting.failure = e);
    } finally {
      finish(batch);
    }
  }

  private void commitAlone(Waiting waiting) {
    try {
      waiting.outcome = commit.run(waiting.append);
    } catch (RuntimeException e) {
      waiting.failure = e;
    }
  }

  /** The next may write while this one is made durable. */
  private void written(Batch batch) {
    lock.lock();
    try {
      endWriting(batch);
      wakeFirst();
    } finally {
      lock.unlock();
    }
  }

  private void endWriting(Batch batch) {
    if (batch.writing) {
      batch.writing = false;
      writing--;
    }
  }

  private void finish(Batch batch) {
    lock.lock();
    try {
      endWriting(batch);
      underWay--;
      for (Waiting one : batch.appends) {
        streamsUnderWay.removeAll(one.append.streams());
        eventIdsUnderWay.removeAll(one.append.eventIds());
      }
      wakeFirst();
    } finally {
      lock.unlock();
    }
    for (Waiting one : batch.appends) {
      one.done = true;
      LockSupport.unpark(one.thread);
    }
  }

  // It leads if there is something to do, even if that is not its own append.
  private void wakeFirst() {
    Waiting first = queue.peekFirst();
    if (first != null) {
      LockSupport.unpark(first.thread);
    }
  }

  private static LogBusyException busy(String what) {
    return new LogBusyException(what + "; nothing of it was recorded");
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }

  private static final class Batch {

    private final List<Waiting> appends;
    private final boolean alone;
    // Guarded by the lock.
    private boolean writing = true;

    Batch(List<Waiting> appends, boolean alone) {
      this.appends = appends;
      this.alone = alone;
    }
  }

  private static final class Waiting {

    private final WrittenAppend append;
    private final Thread thread;
    private @Nullable AppendOutcome outcome;
    private @Nullable Throwable failure;
    private volatile boolean done;

    Waiting(WrittenAppend append, Thread thread) {
      this.append = append;
      this.thread = thread;
    }

    AppendOutcome result() {
      if (outcome != null) {
        return outcome;
      }
      switch (failure) {
        case RuntimeException exception -> throw exception;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException("The append has no outcome", failure);
      }
    }
  }
}
