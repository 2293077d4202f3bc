package dev.signalbox.eventstore.privacy.web;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** What is refused of personal data, and under which code. */
enum PrivacyProblem implements CataloguedProblem {
  INVALID_SUBJECT("invalid_subject", 400, "No subject can have this id"),
  UNKNOWN_SUBJECT("unknown_subject", 404, "No personal data of this subject was ever taken"),
  SUBJECT_FORGOTTEN("subject_forgotten", 409, "The subject was forgotten"),
  INVALID_PERSONAL_DATA(
      "invalid_personal_data", 422, "What is said about personal data does not fit the event"),
  PERSONAL_DATA_UNAVAILABLE(
      "personal_data_unavailable", 503, "The service lacks the secret for personal data");

  private final CatalogueEntry entry;

  PrivacyProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
