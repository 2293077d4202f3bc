package dev.signalbox.eventstore.log;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEvent;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.testing.TailingReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What every event log must hold while writers append as fast as they can and faults happen. In
 * full with {@code -Dsignalbox.soak.seconds=60}.
 */
public abstract class LogOrderContract {

  private static final int WRITERS = 16;
  private static final int HOT_STREAMS = 8;
  private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(60);

  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Set<String> appended = ConcurrentHashMap.newKeySet();
  private final Set<String> seen = new HashSet<>();
  private final List<StreamName> streams =
      IntStream.range(0, HOT_STREAMS).mapToObj(number -> anyStream()).toList();

  protected abstract EventLog log();

  /** The same log as another process has it, which shares no commits with this one. */
  protected abstract EventLog logOfAnotherProcess();

  /** Makes faults until it is stopped. */
  protected abstract void makeFaults(AtomicBoolean stopped) throws Exception;

  protected Duration duration() {
    return Duration.ofSeconds(Long.getLong("signalbox.soak.seconds", 10));
  }

  @Test
  void aReaderThatTailsMissesDoublesAndReordersNothing() throws Exception {
    TailingReader reader = TailingReader.atEndOf(log());
    long end = System.nanoTime() + duration().toNanos();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        Random random = new Random(writer);
        EventLog own = logOfAnotherProcess();
        running.add(threads.submit(() -> write(own, random)));
      }
      running.add(
          threads.submit(
              () -> {
                makeFaults(stopped);
                return null;
              }));
      try {
        while (System.nanoTime() < end) {
          readOn(reader);
        }
        assertThat(seen).as("read while faults happened").isNotEmpty();
      } finally {
        // Before the executor waits for them.
        stopped.set(true);
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
    reader.catchUp().stream().map(RecordedEvent::id).forEach(seen::add);

    assertThat(reader.breaks()).isEmpty();
    assertThat(appended).isNotEmpty();
    assertThat(seen).containsExactlyInAnyOrderElementsOf(appended);
    assertThat(reader.seen()).isEqualTo(seen.size());
    assertThat(streams.stream().mapToLong(stream -> log().version(stream).orElse(0)).sum())
        .isEqualTo(seen.size());
    System.out.printf(
        "%s: %d events in %s, 0 missed, doubled or misordered%n",
        getClass().getSimpleName(), seen.size(), duration());
  }

  private void readOn(TailingReader reader) {
    try {
      reader.next().events().stream().map(RecordedEvent::id).forEach(seen::add);
    } catch (DataAccessException | TransactionException e) {
      assertThat(e).hasMessageNotContaining("deadlock");
    }
  }

  private void write(EventLog log, Random random) {
    while (!stopped.get()) {
      List<NewEvent> events = new ArrayList<>();
      events.add(anyEvent(streams.get(random.nextInt(HOT_STREAMS))));
      if (random.nextBoolean()) {
        events.add(anyEvent(streams.get(random.nextInt(HOT_STREAMS))));
      }
      appendUntilItIsKnown(log, Append.of(events));
      events.forEach(event -> appended.add(event.id()));
    }
  }

  // Whoever is killed between commit and answer asks again with the same ids.
  private static void appendUntilItIsKnown(EventLog log, Append append) {
    long end = System.nanoTime() + LONGEST_OUTAGE.toNanos();
    while (true) {
      try {
        AppendOutcome outcome = log.append(append);
        assertThat(outcome)
            .isInstanceOfAny(AppendOutcome.Appended.class, AppendOutcome.Repeated.class);
        return;
      } catch (DataAccessException | TransactionException e) {
        assertThat(e).hasMessageNotContaining("deadlock");
        assertThat(System.nanoTime()).as("an append fails for too long").isLessThan(end);
      }
    }
  }
}
