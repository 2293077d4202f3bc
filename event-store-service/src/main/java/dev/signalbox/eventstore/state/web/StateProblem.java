package dev.signalbox.eventstore.state.web;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** Why there is no state of a stream. The first two are as everywhere in this service. */
enum StateProblem implements CataloguedProblem {
  INVALID_STREAM_NAME("invalid_stream_name", 400, "No stream can have this name"),
  UNKNOWN_STREAM("unknown_stream", 404, "No event was ever appended to this stream"),
  UNKNOWN_VERSION("unknown_version", 404, "The stream has not come to this version"),
  STATE_TOO_LARGE("state_too_large", 422, "The stream's state is larger than states may be");

  private final CatalogueEntry entry;

  StateProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
