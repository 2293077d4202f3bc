package dev.signalbox.eventstore.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The registered schemas. */
public interface Schemas {

  Optional<RegisteredSchema> find(SchemaId id);

  /** In the order of type and version. */
  List<RegisteredSchema> list(@Nullable String type, @Nullable SchemaId after, int limit);

  /** All of them in outline. */
  List<RegisteredSchema.Outline> outlines();

  /** Changes whenever a schema does. */
  String fingerprint();

  /** Does something while nobody else changes a schema. */
  <T> T alone(Supplier<T> change);

  /** Inserts it or replaces it. */
  void save(SchemaId id, JsonNode schema, SchemaRules rules);

  void remove(SchemaId id);

  /**
   * Notes that an event was checked against this revision, in a transaction of its own.
   *
   * @return false if there is another revision, or none
   */
  boolean use(SchemaId id, long revision);
}
