package dev.signalbox.eventstore.archive;

import dev.signalbox.eventstore.archive.Archives.Lease;
import dev.signalbox.eventstore.archive.Months.Range;
import dev.signalbox.eventstore.archive.Months.Written;
import dev.signalbox.eventstore.audit.Auditing;
import dev.signalbox.eventstore.audit.SealedSegment;
import dev.signalbox.eventstore.log.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves months between the log and files, a step at a time. A step that was cut short is done
 * again; events are nowhere removed before they are where they go, and were read there.
 */
final class WorkingOnMonths {

  private static final int LINES_PER_LOAD = 500;
  private static final int CHARACTERS_PER_LOAD = 4_000_000;

  private final Archives archives;
  private final Months months;
  private final ArchiveStore store;
  private final Auditing auditing;
  private final ArchiveMetrics metrics;
  private final Clock clock;

  WorkingOnMonths(
      Archives archives,
      Months months,
      ArchiveStore store,
      Auditing auditing,
      ArchiveMetrics metrics,
      Clock clock) {
    this.archives = archives;
    this.months = months;
    this.store = store;
    this.auditing = auditing;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Does what is next for the month; false if there is nothing, or it cannot be done now. */
  boolean step(Lease lease) {
    Archive archive = archives.find(lease.month()).orElse(null);
    if (archive == null || !archive.state().underWay()) {
      return false;
    }
    long began = System.nanoTime();
    boolean done = false;
    try {
      lease.renew();
      done =
          switch (archive.state()) {
            case PREPARING -> detach(lease);
            case DETACHED -> write(lease);
            case LOADING -> load(lease, archive);
            case ARCHIVED, ATTACHED -> false;
          };
      return done;
    } catch (IOException | UncheckedIOException e) {
      months.failed(lease.month(), "The files of " + lease.month() + ": " + e);
      return false;
    } finally {
      metrics.step(archive.state(), done, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private boolean detach(Lease lease) {
    Optional<Range> range = months.range(lease.month());
    if (auditing instanceof Auditing.On on
        && range.isPresent()
        && on.segments().reaching(range.get().last()).isEmpty()) {
      months.failed(lease.month(), "The log is not sealed to its end yet");
      return false;
    }
    months.detach(lease);
    return true;
  }

  private boolean write(Lease lease) throws IOException {
    YearMonth month = lease.month();
    ArchiveFile file = ArchiveFile.of(store, month);
    Pulse pulse = new Pulse(lease);
    long bytes =
        months.lines(
            month,
            lines -> {
              try {
                return file.write(lines, pulse::beat);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    Written written = months.lines(month, lines -> readBack(file, lines, pulse));
    Range range = months.range(month).orElse(null);
    new Manifest(
            Manifest.FORMAT,
            month.toString(),
            written.file(),
            written.checksum(),
            written.events(),
            range == null ? null : range.first().toString(),
            range == null ? null : range.last().toString(),
            clock.instant(),
            segments(range))
        .writeTo(store);
    months.drop(lease, written);
    metrics.archived(written.events(), bytes);
    return true;
  }

  private static Written readBack(ArchiveFile file, Iterator<String> rows, Pulse pulse) {
    long[] events = new long[1];
    try {
      String checksum =
          file.read(
              line -> {
                pulse.beat();
                events[0]++;
                if (!rows.hasNext() || !rows.next().equals(line)) {
                  throw new IOException(file.name() + " differs in line " + events[0]);
                }
              });
      if (rows.hasNext()) {
        throw new IOException(file.name() + " is too short");
      }
      return new Written(file.name(), checksum, events[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Manifest.Root> segments(@Nullable Range range) {
    List<Manifest.Root> roots = new ArrayList<>();
    if (range == null || !(auditing instanceof Auditing.On on)) {
      return roots;
    }
    Checkpoint end = range.last();
    Optional<SealedSegment> next = on.segments().reaching(range.first());
    while (next.isPresent() && next.get().segment().after().compareTo(end) < 0) {
      roots.add(Manifest.Root.of(next.get()));
      next = on.segments().find(next.get().segment().number() + 1);
    }
    return roots;
  }

  private boolean load(Lease lease, Archive archive) throws IOException {
    ArchiveFile file = new ArchiveFile(store, String.valueOf(archive.file()));
    Pulse pulse = new Pulse(lease);
    if (!file.read(line -> pulse.beat()).equals(archive.checksum())) {
      throw new IOException(file.name() + " does not have its checksum");
    }
    months.makeTable(lease);
    List<String> batch = new ArrayList<>();
    int[] characters = new int[1];
    file.read(
        line -> {
          batch.add(line);
          characters[0] += line.length();
          if (batch.size() == LINES_PER_LOAD || characters[0] > CHARACTERS_PER_LOAD) {
            pulse.beat();
            months.load(lease, batch);
            batch.clear();
            characters[0] = 0;
          }
        });
    months.load(lease, batch);
    Written loaded = months.lines(lease.month(), lines -> readBack(file, lines, pulse));
    months.attach(lease);
    metrics.restored(loaded.events());
    return true;
  }

  /** Renews the lease every few seconds. */
  private static final class Pulse {

    private static final long NANOSECONDS = 5_000_000_000L;

    private final Lease lease;
    private long last = System.nanoTime();

    Pulse(Lease lease) {
      this.lease = lease;
    }

    void beat() {
      if (System.nanoTime() - last > NANOSECONDS) {
        lease.renew();
        last = System.nanoTime();
      }
    }
  }
}
