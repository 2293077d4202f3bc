package dev.signalbox.eventstore.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonPointer;

/** JSON pointers as callers write them. */
final class Pointers {

  private Pointers() {}

  /** Those that lie in no other one of them, in one order. */
  static List<JsonPointer> outermost(String eventId, Set<String> fields) {
    List<JsonPointer> kept = new ArrayList<>();
    for (String field : fields.stream().sorted().toList()) {
      if (kept.stream().noneMatch(other -> field.startsWith(other + "/"))) {
        kept.add(compiled(eventId, field));
      }
    }
    return kept;
  }

  private static JsonPointer compiled(String eventId, String field) {
    try {
      JsonPointer pointer = JsonPointer.compile(field);
      // A value is bound to its pointer, so there must be one way to write it.
      if (!pointer.matches() && canonical(pointer).equals(field)) {
        return pointer;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new InvalidPersonalDataException(
        "The personal fields of event %s are JSON pointers into its data, like /address/street"
            .formatted(eventId));
  }

  private static String canonical(JsonPointer pointer) {
    StringBuilder text = new StringBuilder();
    for (JsonPointer part = pointer; !part.matches(); part = part.tail()) {
      text.append('/').append(escaped(part.getMatchingProperty()));
    }
    return text.toString();
  }

  /** The name of a member as it stands in a pointer (RFC 6901, section 3). */
  static String escaped(String member) {
    return member.replace("~", "~0").replace("/", "~1");
  }
}
