package dev.signalbox.eventstore.log.testing;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
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
  public Page read(StreamName stream, long fromVersion, int limit) {
    return new Page(List.of(), false);
  }

  @Override
  public Page after(Checkpoint checkpoint, Selection selection, int limit) {
    return new Page(List.of(), false);
  }
}
