package dev.signalbox.eventstore.ingest;

/** An event that the log can never hold: it is parked, not tried again. */
public final class UnstorableEventException extends RuntimeException {

  UnstorableEventException(String reason) {
    super(reason);
  }
}
