package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.log.Selection;
import org.jspecify.annotations.Nullable;

/** Which events of the log a client asks for. */
record SelectionQuery(@Nullable String category, @Nullable String type, @Nullable String tag) {

  Selection selection() {
    return new Selection(category, type, tag);
  }
}
