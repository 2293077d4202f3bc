package dev.signalbox.eventstore.log;

import java.util.List;

/** What became of an append. Only {@link Appended} changed the log. */
public sealed interface AppendOutcome {

  /** Every event has its place now. */
  record Appended(List<Place> places) implements AppendOutcome {

    public Appended {
      places = List.copyOf(places);
    }
  }

  /** The same events were appended before; these are the places they got then. */
  record Repeated(List<Place> places) implements AppendOutcome {

    public Repeated {
      places = List.copyOf(places);
    }
  }

  /**
   * A stream is not as expected.
   *
   * @param actual the version of the stream's last event; 0 if there is no stream
   */
  record WrongVersion(StreamName stream, long actual) implements AppendOutcome {}

  /**
   * An event of this id is in the log already, with another stream, type, time, data or company.
   */
  record IdTaken(String eventId) implements AppendOutcome {}

  /**
   * The condition does not hold any more.
   *
   * @param eventId an event that matches it
   */
  record Overtaken(String eventId) implements AppendOutcome {}

  /** The database cannot hold such text or numbers, for example the character U+0000. */
  record Unstorable(String reason) implements AppendOutcome {}
}
