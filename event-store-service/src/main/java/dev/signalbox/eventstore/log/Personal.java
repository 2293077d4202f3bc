package dev.signalbox.eventstore.log;

import java.util.Set;

/**
 * What of an event's data is about a person, who can ask for it to be forgotten.
 *
 * @param subject who
 * @param fields JSON pointers (RFC 6901) into the data
 */
public record Personal(String subject, Set<String> fields) {

  public Personal {
    fields = Set.copyOf(fields);
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("Personal data has at least one field");
    }
  }
}
