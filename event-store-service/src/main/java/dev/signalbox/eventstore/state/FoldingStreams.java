package dev.signalbox.eventstore.state;

import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Folds the events of a stream, page by page, from the latest snapshot that is early enough. */
@Service
public class FoldingStreams {

  // The log's times are of this age; PostgreSQL's greatest one is far later.
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

  private final EventLog log;
  private final Folds folds;
  private final Snapshots snapshots;
  private final StateProperties properties;

  public FoldingStreams(
      EventLog log, Folds folds, Snapshots snapshots, StateProperties properties) {
    this.log = log;
    this.folds = folds;
    this.snapshots = snapshots;
    this.properties = properties;
  }

  /** The state of a stream at a moment. */
  public StateOutcome state(StreamName stream, Moment moment) {
    OptionalLong version = log.version(stream);
    if (version.isEmpty()) {
      return new StateOutcome.NoStream();
    }
    return switch (moment) {
      case Moment.AtVersion(long asked) ->
          asked > version.getAsLong()
              ? new StateOutcome.NoVersion(version.getAsLong())
              : fold(stream, asked, null);
      case Moment.AtTime(Instant time) -> fold(stream, version.getAsLong(), time);
      case Moment.Latest() -> fold(stream, version.getAsLong(), null);
    };
  }

  private StateOutcome fold(StreamName stream, long version, @Nullable Instant time) {
    Fold fold = folds.of(stream);
    GrowingState growing =
        new GrowingState(
            fold, snapshots.latest(stream, fold, version, time == null ? END_OF_TIME : time));
    while (growing.version() < version) {
      int limit = (int) Math.min(properties.pageSize(), version - growing.version());
      Page page = log.read(stream, StreamRange.from(growing.version() + 1).asOf(time), limit);
      for (RecordedEvent event : page.events()) {
        if (!growing.add(event, properties.maxSize().toBytes())) {
          return new StateOutcome.TooLarge(event.version());
        }
        if (event.version() % properties.snapshotEvery() == 0) {
          keep(stream, growing, version - event.version() < properties.snapshotEvery());
        }
      }
      if (page.events().isEmpty()) {
        break;
      }
    }
    return new StateOutcome.Folded(growing.at(stream));
  }

  private void keep(StreamName stream, GrowingState growing, boolean last) {
    boolean small = growing.sizeBound() <= properties.maxIntermediateSnapshot().toBytes();
    if ((last || small) && growing.hidden() <= Snapshot.MOST_HIDDEN) {
      snapshots.keep(stream, growing.fold(), growing.snapshot());
    }
  }
}
