package dev.signalbox.eventstore.projection;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Selection;

/** How far builds are behind the log. */
public interface Lags {

  /** What comes after the checkpoint, also what readers of the log cannot read yet. */
  Lag after(Checkpoint checkpoint, Selection selection);

  /** The position of the last event of the selection; 0 if there is none. */
  long lastPosition(Selection selection);
}
