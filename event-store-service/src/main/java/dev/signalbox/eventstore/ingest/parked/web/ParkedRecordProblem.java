package dev.signalbox.eventstore.ingest.parked.web;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** What the API of parked records refuses, and under which code. */
enum ParkedRecordProblem implements CataloguedProblem {
  UNKNOWN_PARKED_RECORD("unknown_parked_record", 404, "There is no such parked record"),
  RECORD_DISCARDED("record_discarded", 409, "The record was discarded"),
  RECORD_FILED("record_filed", 409, "The record's event is in the log"),
  PARKED_BY_ANOTHER_CONSUMER(
      "parked_by_another_consumer", 409, "Filing the record is not what its consumer lacks");

  private final CatalogueEntry entry;

  ParkedRecordProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
