package dev.signalbox.eventstore.evolution;

import tools.jackson.databind.JsonNode;

/**
 * Makes the next form of events of one type and schema version. It is a bean, it is given data that
 * it may change, and what it makes depends on nothing else. A personal value may be an object with
 * the one member {@code $personal} for readers who do not see it; it is moved as it is.
 */
public interface Upcaster {

  /** The type that it takes. */
  String type();

  /** The schema version that it takes; it makes the next one. */
  int fromVersion();

  /** The type that it makes. */
  default String toType() {
    return type();
  }

  /**
   * Greater whenever it makes something else of the same event than it did before: then whatever
   * was built of what it made is built anew.
   */
  default int revision() {
    return 1;
  }

  /** The data in the next form. */
  JsonNode upcast(JsonNode data);
}
