package dev.signalbox.eventstore.log.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Place;
import dev.signalbox.kit.commit.Commit;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Commits that end when a test lets them. An event {@code evt_bad} cannot be recorded; at {@code
 * evt_lost} the database is lost.
 */
final class HeldCommits implements Commit<WrittenAppend, AppendOutcome> {

  private final List<List<WrittenAppend>> batches = new CopyOnWriteArrayList<>();
  private final List<Thread> committers = new CopyOnWriteArrayList<>();
  private final Semaphore started = new Semaphore(0);
  private int passing;

  @Override
  public AppendOutcome one(WrittenAppend append) {
    return has(append, "evt_bad")
        ? new AppendOutcome.Unstorable("bad")
        : new AppendOutcome.Appended(List.of(place(append)));
  }

  @Override
  public List<AppendOutcome> all(List<WrittenAppend> appends) {
    awaitTurn(begin(appends));
    if (appends.stream().anyMatch(append -> has(append, "evt_lost"))) {
      throw new DataAccessResourceFailureException("lost");
    }
    if (appends.stream().anyMatch(append -> has(append, "evt_bad"))) {
      throw new DataIntegrityViolationException("bad");
    }
    return appends.stream().map(this::one).toList();
  }

  @Override
  public boolean mayBeOfOne(RuntimeException failure) {
    return failure instanceof DataIntegrityViolationException;
  }

  private synchronized int begin(List<WrittenAppend> appends) {
    batches.add(List.copyOf(appends));
    committers.add(Thread.currentThread());
    started.release();
    return batches.size();
  }

  private synchronized void awaitTurn(int number) {
    try {
      while (number > passing) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** So many more commits may end, in the order in which they began. */
  synchronized void letPass(int count) {
    passing += count;
    notifyAll();
  }

  void letAllPass() {
    letPass(1_000);
  }

  /** Waits until so many commits have begun, counted from the first one. */
  void awaitStarted(int count) throws InterruptedException {
    assertThat(started.tryAcquire(count, 10, TimeUnit.SECONDS)).isTrue();
    started.release(count);
  }

  List<Integer> sizes() {
    return batches.stream().map(List::size).toList();
  }

  List<WrittenAppend> batch(int number) {
    return batches.get(number);
  }

  /** Whose thread committed that batch. */
  Thread committer(int number) {
    return committers.get(number);
  }

  private static boolean has(WrittenAppend append, String eventId) {
    return append.eventIds().contains(eventId);
  }

  private static Place place(WrittenAppend append) {
    return new Place(
        append.events().getFirst().event().id(),
        append.events().getFirst().event().stream(),
        1,
        Checkpoint.START,
        Instant.EPOCH);
  }
}
