package dev.signalbox.eventstore.projection;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.testing.ChildProcess;
import dev.signalbox.eventstore.projection.testing.ProjectionProcess;
import dev.signalbox.eventstore.projection.testing.Replica;
import dev.signalbox.eventstore.projection.testing.Tally;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes run the same projection, are killed with SIGKILL and replaced, while writers append,
 * the projection is rebuilt again and again, and a reader looks at it all the time.
 */
class ProjectionStormIntegrationTests {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectionStormIntegrationTests.class);
  private static final String SCHEMA = "event_store_storm";
  private static final int PROCESSES = 2;
  private static final int KILLS = Integer.getInteger("signalbox.soak.kills", 4);

  private final Projection tally = Tally.named("storm");
  private final List<ChildProcess> processes = new ArrayList<>();

  @AfterEach
  void end() {
    processes.forEach(ChildProcess::close);
  }

  @Test
  void nothingIsMissedOrCountedTwiceWhileProcessesAreKilled() throws Exception {
    Replica.migrate(SCHEMA);
    try (Replica parent = Replica.of(SCHEMA, tally);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicBoolean stopped = new AtomicBoolean();
      AtomicInteger rebuilds = new AtomicInteger();
      AtomicInteger reads = new AtomicInteger();
      List<StreamName> streams = IntStream.range(0, 20).mapToObj(number -> anyStream()).toList();
      for (int number = 0; number < PROCESSES; number++) {
        processes.add(process());
      }
      parent.controlling().register(tally);
      await().atMost(Duration.ofSeconds(30)).until(() -> live(parent));

      List<Future<?>> others = new ArrayList<>();
      others.add(threads.submit(() -> write(parent, streams, stopped)));
      others.add(threads.submit(() -> rebuild(parent, rebuilds, stopped)));
      others.add(threads.submit(() -> read(parent, reads, stopped)));
      int kills = killOneAfterTheOther(parent, rebuilds);
      stopped.set(true);
      for (Future<?> other : others) {
        other.get();
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  parent.watching().status(tally).lag().events() == 0
                      && parent.watching().status(tally).shadow() == null);

      assertThat(Tally.of("storm", parent.database())).isEqualTo(Tally.ofTheLog(parent.database()));
      ProjectionStatus status = parent.watching().status(tally);
      LOG.info(
          "{} events, {} kills, {} rebuilds, {} reads",
          Objects.requireNonNull(status.live()).applied(),
          kills,
          rebuilds,
          reads);
      assertThat(status.live().applied()).isGreaterThan(200);
      assertThat(kills).isGreaterThanOrEqualTo(KILLS);
      assertThat(rebuilds.get()).isGreaterThanOrEqualTo(KILLS / 2);
      assertThat(reads.get()).isGreaterThan(50);
    }
  }

  private static boolean live(Replica replica) {
    return replica.watching().status(Tally.named("storm")).live() != null;
  }

  private static void write(Replica replica, List<StreamName> streams, AtomicBoolean stopped) {
    Random random = new Random(1);
    while (!stopped.get()) {
      StreamName stream = streams.get(random.nextInt(streams.size()));
      replica.log().append(Append.of(events(stream, 1 + random.nextInt(20))));
      replica.database().sql("select pg_sleep(0.005)").query().listOfRows();
    }
  }

  private void rebuild(Replica replica, AtomicInteger rebuilds, AtomicBoolean stopped) {
    while (!stopped.get()) {
      if (replica.controlling().rebuild(tally) instanceof RebuildOutcome.Begun) {
        rebuilds.incrementAndGet();
      }
      replica.database().sql("select pg_sleep(0.05)").query().listOfRows();
    }
  }

  // A reader sees a table that is whole: what it once saw is there, and only more of it.
  private static void read(Replica replica, AtomicInteger reads, AtomicBoolean stopped) {
    long before = 0;
    while (!stopped.get()) {
      long now =
          replica
              .database()
              .sql("select coalesce(sum(events), 0) from projection_storm")
              .query(Long.class)
              .single();
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
      reads.incrementAndGet();
    }
  }

  // A process lives long enough to have done something, and is replaced before the next one dies.
  private int killOneAfterTheOther(Replica parent, AtomicInteger rebuilds) throws Exception {
    Random random = new Random(2);
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    int kills = 0;
    while ((kills < KILLS || rebuilds.get() < KILLS / 2) && Instant.now().isBefore(end)) {
      awaitApplied(parent, random.nextInt(50, 400));
      int number = kills % PROCESSES;
      processes.get(number).kill();
      kills++;
      processes.set(number, process());
    }
    return kills;
  }

  /**
   * Until readers see so many more events; a shadow that takes the live one's place has no fewer.
   */
  private void awaitApplied(Replica parent, int more) {
    long before = applied(parent);
    await().atMost(Duration.ofSeconds(60)).until(() -> applied(parent) >= before + more);
  }

  private long applied(Replica parent) {
    return Objects.requireNonNull(parent.watching().status(tally).live()).applied();
  }

  private static ChildProcess process() throws Exception {
    return ChildProcess.start(ProjectionProcess.class, TestInfrastructure.database(), SCHEMA);
  }
}
