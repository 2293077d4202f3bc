package dev.signalbox.eventstore.archive.web;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** What has to do with archives is refused under these codes. */
enum ArchiveProblem implements CataloguedProblem {
  UNKNOWN_MONTH("unknown_month", 404, "The log has no partition of this month and no archive"),
  MONTH_NOT_OVER("month_not_over", 409, "A month can be archived a day after its end"),
  NOT_ARCHIVED("not_archived", 409, "The month is in the log, or on its way out of it"),
  ARCHIVED("archived", 410, "What was asked for is in a month that is archived"),
  ARCHIVE_OFF("archive_off", 503, "There is no directory to keep archives in");

  private final CatalogueEntry entry;

  ArchiveProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
