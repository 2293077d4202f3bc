package dev.signalbox.eventstore.schema.web;

import dev.signalbox.eventstore.schema.RegisteredSchema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A schema as the API shows it.
 *
 * @param usedAt when it became immutable; null: it may still change
 * @param schema left out in lists
 */
record SchemaView(
    String type,
    int version,
    String onViolation,
    String compatibility,
    boolean retired,
    @Nullable Instant usedAt,
    Instant createdAt,
    Instant updatedAt,
    @Nullable JsonNode schema) {

  static SchemaView of(RegisteredSchema schema) {
    return of(schema, schema.schema());
  }

  static SchemaView listed(RegisteredSchema schema) {
    return of(schema, null);
  }

  private static SchemaView of(RegisteredSchema one, @Nullable JsonNode schema) {
    return new SchemaView(
        one.id().type(),
        one.id().version(),
        one.rules().onViolation().wireName(),
        one.rules().compatibility().wireName(),
        one.rules().retired(),
        one.usedAt(),
        one.createdAt(),
        one.updatedAt(),
        schema);
  }
}
