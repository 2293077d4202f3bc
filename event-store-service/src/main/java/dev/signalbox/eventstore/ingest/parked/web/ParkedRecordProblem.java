package dev.signalbox.eventstore.ingest.parked.web;

import dev.signalbox.kit.problem.ProblemCode;

/** What the API of parked records refuses, and under which code. */
enum ParkedRecordProblem implements ProblemCode {
  UNKNOWN_PARKED_RECORD("unknown_parked_record", 404, "There is no such parked record"),
  RECORD_DISCARDED("record_discarded", 409, "The record was discarded"),
  RECORD_FILED("record_filed", 409, "The record's event is in the log"),
  PARKED_BY_ANOTHER_CONSUMER(
      "parked_by_another_consumer", 409, "Filing the record is not what its consumer lacks");

  private final String code;
  private final int status;
  private final String title;

  ParkedRecordProblem(String code, int status, String title) {
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
