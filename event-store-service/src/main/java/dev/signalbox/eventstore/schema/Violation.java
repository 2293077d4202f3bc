package dev.signalbox.eventstore.schema;

import java.util.Set;

/**
 * One thing that is wrong with the data of an event.
 *
 * @param pointer JSON pointer into the data
 * @param keyword of the schema that says so
 */
public record Violation(String pointer, String keyword, String message) {

  /** The same, but pointing no deeper than to one of these fields, whose names may be personal. */
  Violation outside(Set<String> personalFields) {
    for (String field : personalFields) {
      if (pointer.startsWith(field + "/")) {
        return new Violation(field, keyword, "something in it breaks the schema");
      }
    }
    return this;
  }
}
