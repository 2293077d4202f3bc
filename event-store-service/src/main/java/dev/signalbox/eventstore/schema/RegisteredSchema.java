package dev.signalbox.eventstore.schema;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A schema as it is registered.
 *
 * @param usedAt when an event was first checked against it and taken; null: never, so it may change
 * @param revision greater than that of every schema changed before
 */
public record RegisteredSchema(
    SchemaId id,
    JsonNode schema,
    SchemaRules rules,
    @Nullable Instant usedAt,
    Instant createdAt,
    Instant updatedAt,
    long revision) {

  /** What is needed of it for most events. */
  public Outline outline() {
    return new Outline(id, rules.onViolation(), rules.retired(), revision, usedAt != null);
  }

  /** Everything but the schema itself. */
  public record Outline(
      SchemaId id, OnViolation onViolation, boolean retired, long revision, boolean used) {}
}
