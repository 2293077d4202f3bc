package dev.signalbox.eventstore.replay.web;

import dev.signalbox.kit.problem.ProblemCode;

/** What the replay API refuses, and under which code. */
enum ReplayProblem implements ProblemCode {
  UNKNOWN_REPLAY("unknown_replay", 404, "There is no such replay"),
  REPLAY_ENDED("replay_ended", 409, "The replay has ended"),
  TOPIC_REFUSED("topic_refused", 422, "This topic may not be replayed to"),
  RATE_TOO_HIGH("rate_too_high", 422, "So many events a second are not published"),
  EMPTY_RANGE("empty_range", 422, "The range ends before it begins");

  private final String code;
  private final int status;
  private final String title;

  ReplayProblem(String code, int status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
