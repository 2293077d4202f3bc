package dev.signalbox.eventstore.replay.web;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** What the replay API refuses, and under which code. */
enum ReplayProblem implements CataloguedProblem {
  UNKNOWN_REPLAY("unknown_replay", 404, "There is no such replay"),
  REPLAY_ENDED("replay_ended", 409, "The replay has ended"),
  TOPIC_REFUSED("topic_refused", 422, "This topic may not be replayed to"),
  RATE_TOO_HIGH("rate_too_high", 422, "So many events a second are not published"),
  EMPTY_RANGE("empty_range", 422, "The range ends before it begins");

  private final CatalogueEntry entry;

  ReplayProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
