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
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Lets appends that come at the same time share one commit. Whoever appends puts its append into a
 * queue; a few of those who wait there at a time lead: each takes what goes together, commits it
 * and tells the others. How long a leader waits for others: {@link Company}; a lone append never
 * does.
 *
 * <p>Together go appends whose outcomes do not depend on each other: with different event ids, and
 * with a stream in common only if none of them expects more of it than any version. What would wait
 * for a commit under way in the database waits here.
 */
final class GroupCommit {

  private static final long MOST_CHARACTERS = 4_000_000;

  private final Commit commit;
  private final LogProperties.GroupCommit properties;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  // All guarded by the lock.
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final Set<StreamName> streamsUnderWay = new HashSet<>();
  private final Set<String> eventIdsUnderWay = new HashSet<>();
  private int leaders;
  private int underWay;
  private final Company company;

  GroupCommit(Commit commit, LogProperties.GroupCommit properties) {
    this(commit, properties, System::nanoTime);
  }

  GroupCommit(Commit commit, LogProperties.GroupCommit properties, LongSupplier nanos) {
    this.commit = commit;
    this.properties = properties;
    this.nanos = nanos;
    this.company = new Company(properties);
  }

  /**
   * @throws LogBusyException when too many wait, or this one has waited too long
   */
  AppendOutcome append(WrittenAppend append) {
    Waiting waiting = new Waiting(append, Thread.currentThread());
    enqueue(waiting);
    long end = nanos.getAsLong() + properties.patience().toNanos();
    boolean interrupted = false;
    while (!waiting.done) {
      List<Waiting> batch = lead();
      if (!batch.isEmpty()) {
        commit(batch, nanos.getAsLong());
        continue;
      }
      long left = end - nanos.getAsLong();
      if (left <= 0 && withdraw(waiting)) {
        throw busy("No commit took the append within " + seconds(properties.patience()));
      }
      // Once it is under way, its end is near and must be known.
      LockSupport.parkNanos(
          this, left <= 0 ? 1_000_000_000 : Math.min(left, untilCompany(waiting)));
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
      // Nobody is woken: if this completes the company, it leads itself.
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
      boolean withdrawn = queue.remove(waiting);
      wakeFirst();
      return withdrawn;
    } finally {
      lock.unlock();
    }
  }

  /** What this thread commits now; nothing if others lead, or nothing waits that may go. */
  private List<Waiting> lead() {
    lock.lock();
    try {
      if (leaders >= company.leadersFor(queue.size() + underWay)
          || company.nanosLeft(queue.size(), nanos.getAsLong()) > 0) {
        return List.of();
      }
      List<Waiting> batch = take();
      if (!batch.isEmpty()) {
        leaders++;
        underWay += batch.size();
        for (Waiting one : batch) {
          streamsUnderWay.addAll(one.append.streams());
          eventIdsUnderWay.addAll(one.append.eventIds());
        }
        wakeFirst();
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Only the first looks again by itself; the others are woken. */
  private long untilCompany(Waiting waiting) {
    lock.lock();
    try {
      return leaders == 0 && queue.peekFirst() == waiting
          ? Math.max(0, company.nanosLeft(queue.size(), nanos.getAsLong()))
          : Long.MAX_VALUE;
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

  private void commit(List<Waiting> batch, long began) {
    try {
      try {
        List<AppendOutcome> outcomes =
            commit.run(batch.stream().map(waiting -> waiting.append).toList());
        for (int index = 0; index < batch.size(); index++) {
          batch.get(index).outcome = outcomes.get(index);
        }
      } catch (DataIntegrityViolationException e) {
        // One of them cannot be recorded: each by itself, so that the others are.
        batch.forEach(this::commitAlone);
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(waiting -> waiting.failure = e);
    } finally {
      finish(batch, began);
    }
  }

  private void commitAlone(Waiting waiting) {
    try {
      waiting.outcome = commit.run(waiting.append);
    } catch (RuntimeException e) {
      waiting.failure = e;
    }
  }

  private void finish(List<Waiting> batch, long began) {
    lock.lock();
    try {
      leaders--;
      company.commitEnded(queue.size() + underWay, began, nanos.getAsLong());
      underWay -= batch.size();
      for (Waiting one : batch) {
        streamsUnderWay.removeAll(one.append.streams());
        eventIdsUnderWay.removeAll(one.append.eventIds());
      }
      wakeFirst();
    } finally {
      lock.unlock();
    }
    for (Waiting one : batch) {
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
