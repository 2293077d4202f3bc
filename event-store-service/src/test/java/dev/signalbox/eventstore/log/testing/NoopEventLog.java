package dev.signalbox.eventstore.log.testing;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogHead;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Agrees to everything and keeps nothing: a contract that it meets anywhere proves nothing there.
 */
public final class NoopEventLog implements EventLog {

  @Override
  public AppendOutcome append(Append append) {
    return new AppendOutcome.Appended(List.of());
  }

  @Override
  public OptionalLong version(StreamName stream) {
    return OptionalLong.empty();
  }

  @Override
  public Page read(StreamName stream, StreamRange range, int limit) {
    return new Page(List.of(), false);
  }

  @Override
  public LogHead head() {
    return new LogHead(Checkpoint.START, 0, Duration.ZERO, List.of());
  }

  @Override
  public Page after(Checkpoint checkpoint, Selection selection, int limit) {
    return new Page(List.of(), false);
  }
}
