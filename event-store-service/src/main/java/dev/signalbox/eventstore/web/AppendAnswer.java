package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.log.Place;
import java.time.Instant;
import java.util.List;

/**
 * Where the events are now.
 *
 * @param stream of the last event of this append
 * @param version of that event
 */
record AppendAnswer(String stream, long version, List<Receipt> events) {

  static AppendAnswer of(List<Place> places) {
    return new AppendAnswer(
        places.getLast().stream().value(),
        places.getLast().version(),
        places.stream().map(Receipt::of).toList());
  }

  record Receipt(String id, String stream, long version, String checkpoint, Instant recordedAt) {

    static Receipt of(Place place) {
      return new Receipt(
          place.eventId(),
          place.stream().value(),
          place.version(),
          place.checkpoint().toString(),
          place.recordedAt());
    }
  }
}
