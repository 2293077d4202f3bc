package dev.signalbox.eventstore.projection;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Selection;

/** How far builds are behind the log. */
public interface Lags {

  /**
   * What comes after the checkpoint, also what readers of the log cannot read yet. Archived events
   * are left out: which of them are selected is known from their files alone.
   */
  Lag after(Checkpoint checkpoint, Selection selection);
}
