package dev.signalbox.eventstore.web;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** What this service refuses, and under which code. */
enum EventStoreProblem implements CataloguedProblem {
  INVALID_STREAM_NAME("invalid_stream_name", 400, "No stream can have this name"),
  INVALID_CHECKPOINT("invalid_checkpoint", 400, "This log never gave out such a checkpoint"),
  TOO_MANY_EVENTS("too_many_events", 400, "The append has more events than one append may have"),
  UNKNOWN_STREAM("unknown_stream", 404, "No event was ever appended to this stream"),
  WRONG_EXPECTED_VERSION("wrong_expected_version", 409, "The stream is not at that version"),
  EVENT_ID_TAKEN("event_id_taken", 409, "Another event has this id"),
  CONDITION_FAILED("condition_failed", 409, "Something that the condition excludes has happened"),
  EVENT_TOO_LARGE("event_too_large", 413, "The event is larger than the log takes"),
  UNSTORABLE_EVENT("unstorable_event", 422, "The database cannot hold the event's content"),
  LOG_BUSY("log_busy", 503, "Too many appends wait"),
  TOO_MANY_STREAMS("too_many_streams", 503, "Too many event streams are open");

  private final CatalogueEntry entry;

  EventStoreProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
