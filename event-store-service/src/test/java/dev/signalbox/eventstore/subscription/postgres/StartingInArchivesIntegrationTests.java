package dev.signalbox.eventstore.subscription.postgres;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.eventstore.archive.OldMonths;
import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.ArchivedException;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.postgres.Logs;
import dev.signalbox.eventstore.log.testing.LogSchema;
import dev.signalbox.eventstore.subscription.Start;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscriptions that begin at a time in a month that is archived. */
class StartingInArchivesIntegrationTests {

  private static final YearMonth MARCH = YearMonth.of(2025, 3);

  @Test
  void doNotPassOverItUnknowingly(@TempDir Path directory) {
    LogSchema schema = LogSchema.create("event_store_starting");
    EventLog log = Logs.in(schema.dataSource());
    log.append(Append.of(events(anyStream(), 6)));
    List<RecordedEvent> recorded = log.after(Checkpoint.START, Selection.ALL, 10).events();
    OldMonths months = new OldMonths(schema, directory);
    months.backdate(MARCH, recorded.subList(0, 4));
    months.archive(MARCH);
    PostgresSubscriptions subscriptions = new PostgresSubscriptions(schema.database(), log);

    ArchivedException told =
        catchThrowableOfType(
            ArchivedException.class,
            () -> subscriptions.place(new Start.Since(Instant.parse("2025-03-20T00:00:00Z"))));
    assertThat(told.month()).isEqualTo(MARCH);
    assertThat(told.end()).isEqualTo(recorded.get(3).checkpoint());
    assertThat(subscriptions.place(new Start.Since(Instant.parse("2025-04-01T00:00:00Z"))))
        .isEqualTo(recorded.get(3).checkpoint());
    months.restore(MARCH);
    assertThat(subscriptions.place(new Start.Since(Instant.parse("2025-03-01T00:00:00Z"))))
        .isEqualTo(
            new Checkpoint(
                recorded.getFirst().checkpoint().transaction(),
                recorded.getFirst().checkpoint().position() - 1));
  }
}
