package dev.signalbox.eventstore.ingest;

import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.StreamName;

/** What one service says about one stream: it arrives in order and is filed in that order. */
record Lane(String source, StreamName stream) {

  static Lane of(NewEvent event) {
    return new Lane(event.source(), event.stream());
  }
}
