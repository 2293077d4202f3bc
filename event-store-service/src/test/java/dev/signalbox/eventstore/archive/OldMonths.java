package dev.signalbox.eventstore.archive;

import dev.signalbox.eventstore.archive.file.DirectoryStore;
import dev.signalbox.eventstore.archive.postgres.StoredMonths;
import dev.signalbox.eventstore.audit.Auditing;
import dev.signalbox.eventstore.log.ArchivedEvents;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.testing.LogSchema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The months of a schema of a test, which are archived and restored whenever it says so. */
public final class OldMonths {

  private final LogSchema schema;
  private final StoredMonths stored;
  private final Path directory;

  public OldMonths(LogSchema schema, Path directory) {
    this.schema = schema;
    this.stored = StoredMonths.in(schema);
    this.directory = directory;
  }

  /** Makes it as if events had been recorded in a month. */
  public void backdate(YearMonth month, List<RecordedEvent> events) {
    schema
        .database()
        .sql("select ensure_event_partition(:time::timestamptz)")
        .param("time", month + "-15T00:00:00Z")
        .query()
        .listOfRows();
    schema.asSuperuser(
        "update events set recorded_at = '%s-15 12:00:00Z' where event_id in ('%s')"
            .formatted(
                month, events.stream().map(RecordedEvent::id).collect(Collectors.joining("', '"))));
  }

  public void archive(YearMonth month) {
    archiving().archive(month);
    archiving().work();
  }

  public void restore(YearMonth month) {
    archiving().restore(month);
    archiving().work();
  }

  /** Takes a month out of the log and goes no further. */
  public void detach(YearMonth month) {
    archiving().archive(month);
    Archives.Lease lease = stored.archives().claim(month, Duration.ofMinutes(1)).orElseThrow();
    stored.months().detach(lease);
    lease.release();
  }

  public Archive.State state(YearMonth month) {
    return stored.archives().find(month).orElseThrow().state();
  }

  public Path file(YearMonth month) {
    return directory.resolve("events-" + month + ".ndjson.gz");
  }

  /** What a process reads of them. */
  public ArchivedEvents events() {
    return events(new DirectoryStore(directory));
  }

  ArchivedEvents events(@Nullable ArchiveStore store) {
    return new EventsFromArchives(stored.archives(), stored.lines(), store);
  }

  private Archiving archiving() {
    return new Archiving(
        stored.archives(),
        new WorkingOnMonths(
            stored.archives(),
            stored.months(),
            new DirectoryStore(directory),
            new Auditing.Off(),
            new ArchiveMetrics(new SimpleMeterRegistry()),
            Clock.systemUTC()),
        new ArchiveProperties(directory, null, Duration.ofDays(7), Duration.ofMinutes(1)),
        new ArchiveMetrics(new SimpleMeterRegistry()),
        Clock.systemUTC());
  }
}
