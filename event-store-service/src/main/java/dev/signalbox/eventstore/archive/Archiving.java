package dev.signalbox.eventstore.archive;

import dev.signalbox.eventstore.archive.Archives.Lease;
import dev.signalbox.eventstore.archive.Archives.LeaseLostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What one may want of a month, and the work that follows from it. */
public final class Archiving {

  private static final Logger LOG = LoggerFactory.getLogger(Archiving.class);

  /** After the end of a month, so that nothing is being recorded in it any more. */
  private static final Duration SETTLED = Duration.ofDays(1);

  private final Archives archives;
  private final @Nullable WorkingOnMonths working;
  private final ArchiveProperties properties;
  private final ArchiveMetrics metrics;
  private final Clock clock;

  Archiving(
      Archives archives,
      @Nullable WorkingOnMonths working,
      ArchiveProperties properties,
      ArchiveMetrics metrics,
      Clock clock) {
    this.archives = archives;
    this.working = working;
    this.properties = properties;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** What became of a wish. */
  public sealed interface Outcome {

    /** It is, or will be, as wanted. */
    record Wanted(Archive archive) implements Outcome {}

    /** The log has no events of the month. */
    record Unknown() implements Outcome {}

    /** It ended less than a day ago, or has not. */
    record NotOver() implements Outcome {}

    /** It is in the log, or on its way out of it. */
    record NotArchived() implements Outcome {}

    /** There is no directory to keep files in. */
    record Off() implements Outcome {}
  }

  /** Wants a month to be archived. */
  public Outcome archive(YearMonth month) {
    if (working == null) {
      return new Outcome.Off();
    }
    if (end(month).plus(SETTLED).isAfter(clock.instant())) {
      return new Outcome.NotOver();
    }
    if (archives.find(month).isEmpty() && !archives.inLog(month)) {
      return new Outcome.Unknown();
    }
    archives.wantArchived(month);
    return new Outcome.Wanted(archives.find(month).orElseThrow());
  }

  /** Wants a month to be in the log again. */
  public Outcome restore(YearMonth month) {
    if (working == null) {
      return new Outcome.Off();
    }
    archives.wantRestored(month);
    Optional<Archive> archive = archives.find(month);
    if (archive.isEmpty()) {
      return new Outcome.Unknown();
    }
    return switch (archive.get().state()) {
      case LOADING, ATTACHED -> new Outcome.Wanted(archive.get());
      case PREPARING, DETACHED, ARCHIVED -> new Outcome.NotArchived();
    };
  }

  /** Archives what is old enough. */
  void archiveOldMonths() {
    if (working != null && properties.after() != null) {
      Instant now = clock.instant();
      archives
          .due(now.minus(properties.after()), now.minus(properties.keepRestored()))
          .forEach(this::archive);
    }
  }

  /** Notes for the gauges where months are. */
  void measure() {
    try {
      metrics.measured(archives.counts());
    } catch (DataAccessException | TransactionException away) {
      metrics.measured(null);
      LOG.debug("Archives cannot be measured", away);
    }
  }

  /** Does what is to be done and nobody does. */
  void work() {
    if (working != null) {
      archives.underWay().forEach(month -> work(month, working));
    }
  }

  private void work(YearMonth month, WorkingOnMonths working) {
    Optional<Lease> claimed = archives.claim(month, properties.lease());
    if (claimed.isEmpty()) {
      return;
    }
    Lease lease = claimed.get();
    try {
      while (working.step(lease)) {
        LOG.info("The log's month {} is {}", month, archives.find(month).map(Archive::state));
      }
    } catch (LeaseLostException e) {
      LOG.info("Another replica works on the log's month {}", month);
      return;
    } catch (DataAccessException e) {
      LOG.warn("The log's month {} is tried again in a while", month, e);
    }
    lease.release();
  }

  private static Instant end(YearMonth month) {
    return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
