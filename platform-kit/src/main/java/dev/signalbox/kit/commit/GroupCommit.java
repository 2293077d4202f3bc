package dev.signalbox.kit.commit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets works that come at the same time share one commit. Whoever comes puts its work into a queue;
 * a few of those who wait there at a time lead: each takes what goes together, commits it and tells
 * the others. How long a leader waits for others: {@link Company}; a lone work never does. What
 * would wait for a commit under way in the database waits here.
 *
 * @param <W> a work
 * @param <R> what comes of it
 */
public final class GroupCommit<W, R> {

  private final Commit<W, R> commit;
  private final Grouping<W> grouping;
  private final GroupCommitSettings settings;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  // All guarded by the lock.
  private final Deque<Waiting<W, R>> queue = new ArrayDeque<>();
  private int leaders;
  private int underWay;
  private final Company company;

  public GroupCommit(Commit<W, R> commit, Grouping<W> grouping, GroupCommitSettings settings) {
    this(commit, grouping, settings, System::nanoTime);
  }

  /** With a clock of its own, which tests move. */
  public GroupCommit(
      Commit<W, R> commit, Grouping<W> grouping, GroupCommitSettings settings, LongSupplier nanos) {
    this.commit = commit;
    this.grouping = grouping;
    this.settings = settings;
    this.nanos = nanos;
    this.company = new Company(settings);
  }

  /**
   * Returns when the work is committed. Being interrupted does not end the wait.
   *
   * @throws CommitBusyException when too many wait, or this one has waited too long
   */
  public R run(W work) {
    Waiting<W, R> waiting = new Waiting<>(work, Thread.currentThread());
    enqueue(waiting);
    long end = nanos.getAsLong() + settings.patience().toNanos();
    boolean interrupted = false;
    while (!waiting.done) {
      List<Waiting<W, R>> batch = lead();
      if (!batch.isEmpty()) {
        commit(batch, nanos.getAsLong());
        continue;
      }
      long left = end - nanos.getAsLong();
      if (left <= 0 && withdraw(waiting)) {
        throw new CommitBusyException("No commit took it within " + seconds(settings.patience()));
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

  private void enqueue(Waiting<W, R> waiting) {
    lock.lock();
    try {
      if (queue.size() >= settings.maxWaiting()) {
        throw new CommitBusyException(queue.size() + " wait for a commit already");
      }
      // Nobody is woken: if this completes the company, it leads itself.
      queue.addLast(waiting);
    } finally {
      lock.unlock();
    }
  }

  /** How many works wait to be taken into a commit. */
  public int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  private boolean withdraw(Waiting<W, R> waiting) {
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
  private List<Waiting<W, R>> lead() {
    lock.lock();
    try {
      if (leaders >= company.leadersFor(queue.size() + underWay)
          || company.nanosLeft(queue.size(), nanos.getAsLong()) > 0) {
        return List.of();
      }
      List<Waiting<W, R>> batch = take();
      if (!batch.isEmpty()) {
        leaders++;
        underWay += batch.size();
        batch.forEach(one -> grouping.begun(one.work));
        wakeFirst();
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Only the first looks again by itself; the others are woken. */
  private long untilCompany(Waiting<W, R> waiting) {
    lock.lock();
    try {
      return leaders == 0 && queue.peekFirst() == waiting
          ? Math.max(0, company.nanosLeft(queue.size(), nanos.getAsLong()))
          : Long.MAX_VALUE;
    } finally {
      lock.unlock();
    }
  }

  private List<Waiting<W, R>> take() {
    List<Waiting<W, R>> batch = new ArrayList<>();
    Grouping.Choice<W> choice = grouping.choose();
    Iterator<Waiting<W, R>> all = queue.iterator();
    while (all.hasNext() && batch.size() < settings.maxWorks()) {
      Waiting<W, R> one = all.next();
      if (choice.takes(one.work)) {
        all.remove();
        batch.add(one);
      }
    }
    return batch;
  }

  private void commit(List<Waiting<W, R>> batch, long began) {
    try {
      commitTogether(batch);
    } catch (RuntimeException | Error e) {
      batch.forEach(waiting -> waiting.failure = e);
    } finally {
      finish(batch, began);
    }
  }

  private void commitTogether(List<Waiting<W, R>> batch) {
    try {
      List<R> results = commit.all(batch.stream().map(waiting -> waiting.work).toList());
      for (int index = 0; index < batch.size(); index++) {
        batch.get(index).result = results.get(index);
      }
    } catch (RuntimeException e) {
      if (!commit.mayBeOfOne(e)) {
        throw e;
      }
      // One of them cannot be committed: each by itself, so that the others are.
      batch.forEach(this::commitAlone);
    }
  }

  private void commitAlone(Waiting<W, R> waiting) {
    try {
      waiting.result = commit.one(waiting.work);
    } catch (RuntimeException e) {
      waiting.failure = e;
    }
  }

  private void finish(List<Waiting<W, R>> batch, long began) {
    lock.lock();
    try {
      leaders--;
      company.commitEnded(queue.size() + underWay, began, nanos.getAsLong());
      underWay -= batch.size();
      batch.forEach(one -> grouping.ended(one.work));
      wakeFirst();
    } finally {
      lock.unlock();
    }
    for (Waiting<W, R> one : batch) {
      one.done = true;
      LockSupport.unpark(one.thread);
    }
  }

  // It leads if there is something to do, even if that is not its own work.
  private void wakeFirst() {
    Waiting<W, R> first = queue.peekFirst();
    if (first != null) {
      LockSupport.unpark(first.thread);
    }
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }

  private static final class Waiting<W, R> {

    private final W work;
    private final Thread thread;
    private @Nullable R result;
    private @Nullable Throwable failure;
    private volatile boolean done;

    Waiting(W work, Thread thread) {
      this.work = work;
      this.thread = thread;
    }

    R result() {
      if (result != null) {
        return result;
      }
      switch (failure) {
        case RuntimeException exception -> throw exception;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException("The work has no result", failure);
      }
    }
  }
}
