package dev.signalbox.eventstore.audit.web;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** What the audit API refuses, and under which code. */
enum AuditProblem implements CataloguedProblem {
  UNKNOWN_EVENT("unknown_event", 404, "No event of this id was ever recorded"),
  NOT_SEALED_YET("not_sealed_yet", 409, "The event is not in a segment yet"),
  AUDIT_KEY_LOCKED("audit_key_locked", 409, "The signing key is encrypted with another secret"),
  TAMPERED("tampered", 409, "The event or its segment is not what was sealed"),
  AUDIT_OFF("audit_off", 503, "The log is not sealed, because there is no secret to sign with");

  private final CatalogueEntry entry;

  AuditProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
