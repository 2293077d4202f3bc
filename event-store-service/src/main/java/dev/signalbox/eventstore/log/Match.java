package dev.signalbox.eventstore.log;

import java.util.Set;

/**
 * Events of one of these types that carry all of these tags.
 *
 * @param types none: of every type
 * @param tags none: with whatever tags; a match without tags is dear, because it has to keep out
 *     every other writer
 */
public record Match(Set<String> types, Set<String> tags) {

  public Match {
    types = Set.copyOf(types);
    tags = Set.copyOf(tags);
    if (types.isEmpty() && tags.isEmpty()) {
      throw new IllegalArgumentException("A match names types or tags");
    }
  }
}
