package dev.signalbox.eventstore.projection;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.eventstore.archive.OldMonths;
import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.postgres.Logs;
import dev.signalbox.eventstore.log.testing.LogSchema;
import dev.signalbox.eventstore.projection.testing.Replica;
import dev.signalbox.eventstore.projection.testing.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projections of a log whose first 700 events are archived: 350 of two months each. */
class RebuildingOverArchivesIntegrationTests {

  private static final YearMonth MARCH = YearMonth.of(2025, 3);
  private static final YearMonth APRIL = YearMonth.of(2025, 4);

  private LogSchema schema;
  private OldMonths months;
  private List<String> expected;

  @BeforeEach
  void makeAnOldLog(@TempDir Path directory) {
    schema = LogSchema.create("event_store_rebuilding");
    months = new OldMonths(schema, directory);
    EventLog log = Logs.in(schema.dataSource());
    for (int round = 0; round < 18; round++) {
      log.append(Append.of(events(anyStream(), 50)));
    }
    List<RecordedEvent> recorded = log.after(Checkpoint.START, Selection.ALL, 1000).events();
    months.backdate(MARCH, recorded.subList(0, 350));
    months.backdate(APRIL, recorded.subList(350, 700));
    expected = Tally.ofTheLog(schema.database());
    months.archive(MARCH);
    months.archive(APRIL);
  }

  @Test
  void isBuiltOutOfTheFilesAndThenTheLog() {
    Projection tally = Tally.named("built");
    try (Replica replica = replica(tally)) {
      catchUp(replica, tally);
      assertThat(Tally.of("built", replica.database())).isEqualTo(expected);

      replica.controlling().rebuild(tally);
      catchUp(replica, tally);

      assertThat(Tally.of("built", replica.database())).isEqualTo(expected);
    }
  }

  @Test
  void processesKilledInTheMiddleAndMonthsThatComeAndGoChangeNothing() {
    AtomicBoolean killing = new AtomicBoolean();
    ProjectionHandler usual = Tally.handler("killed");
    Projection tally =
        Tally.handledBy(
            "killed",
            1,
            (events, target) -> {
              usual.apply(events, target);
              if (killing.get()) {
                target.sql("select pg_terminate_backend(pg_backend_pid())").query().listOfRows();
              }
            });
    for (int process = 0; process < 6; process++) {
      try (Replica dying = replica(tally)) {
        dying.running().round(tally);
        killing.set(true);
        assertThatThrownBy(() -> dying.running().round(tally)).isNotNull();
        killing.set(false);
      }
      switch (process) {
        case 0 -> months.restore(MARCH);
        case 1 -> months.detach(MARCH);
        case 2 -> months.archive(MARCH);
        case 3 -> months.restore(APRIL);
        default -> months.archive(APRIL);
      }
    }
    try (Replica last = replica(tally)) {
      catchUp(last, tally);
      assertThat(Tally.of("killed", last.database())).isEqualTo(expected);
    }
  }

  @Test
  void waitsWithAReasonForAFileThatIsNotThere() throws IOException {
    Path away = months.file(APRIL).resolveSibling("away");
    Files.move(months.file(APRIL), away);
    Projection tally = Tally.named("waiting");
    try (Replica replica = replica(tally)) {
      for (int round = 0; round < 10; round++) {
        replica.running().round(tally);
      }
      ProjectionStatus status = replica.watching().status(tally);
      assertThat(status.state()).isEqualTo(State.FAILED);
      Build shadow = Objects.requireNonNull(status.shadow());
      assertThat(shadow.applied()).isEqualTo(350);
      assertThat(Objects.requireNonNull(shadow.failure()).error())
          .contains("The archive of 2025-04 cannot be read", "there is no such file");

      Files.move(away, months.file(APRIL));
      replica.controlling().resume(tally);
      catchUp(replica, tally);

      assertThat(Tally.of("waiting", replica.database())).isEqualTo(expected);
      assertThat(replica.watching().status(tally).state()).isEqualTo(State.LIVE);
    }
  }

  private Replica replica(Projection projection) {
    Replica replica = Replica.withArchives(schema, months.events(), projection);
    replica.controlling().register(projection);
    return replica;
  }

  private static void catchUp(Replica replica, Projection projection) {
    Step step;
    do {
      step = replica.running().round(projection);
    } while (step == Step.BEHIND
        || replica.watching().status(projection).state() == State.REBUILDING);
    assertThat(step).isEqualTo(Step.CAUGHT_UP);
  }
}
