package dev.signalbox.streaming.resume;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** What can be wrong with resuming a stream. */
public enum StreamProblem implements CataloguedProblem {
  INVALID_LAST_EVENT_ID("invalid_last_event_id", 400, "Last-Event-ID is no event of this stream"),
  STREAM_NOT_FOUND("stream_not_found", 404, "There is no such stream that can be resumed"),
  STREAM_EXISTS("stream_exists", 409, "There is a stream already that answers this request"),
  STREAM_CANCELLED("stream_cancelled", 409, "The stream was cancelled"),
  STREAM_EXPIRED("stream_expired", 410, "The stream ended too long ago to be resumed"),
  STREAM_LOST("stream_lost", 410, "There is no more of this stream, and it has no end"),
  RESUME_BUSY("resume_busy", 503, "Too many streams are being resumed here"),
  RESUME_UNAVAILABLE("resume_unavailable", 503, "Streams cannot be resumed at the moment");

  private final CatalogueEntry entry;

  StreamProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
