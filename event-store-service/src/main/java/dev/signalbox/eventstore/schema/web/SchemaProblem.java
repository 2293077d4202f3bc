package dev.signalbox.eventstore.schema.web;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** What is refused of schemas and by them, and under which code. */
enum SchemaProblem implements CataloguedProblem {
  UNKNOWN_SCHEMA("unknown_schema", 404, "No schema is registered for this type and version"),
  SCHEMA_IN_USE("schema_in_use", 409, "Events were checked against this schema"),
  INCOMPATIBLE_SCHEMA(
      "incompatible_schema", 409, "The schema breaks its promise about the version before"),
  TOO_MANY_SCHEMAS("too_many_schemas", 409, "There are as many schemas as there may be"),
  INVALID_SCHEMA("invalid_schema", 422, "The schema cannot be used"),
  SCHEMA_VIOLATION("schema_violation", 422, "An event does not fit its schema");

  private final CatalogueEntry entry;

  SchemaProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
