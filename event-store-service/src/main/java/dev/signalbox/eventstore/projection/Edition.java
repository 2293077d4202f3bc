package dev.signalbox.eventstore.projection;

import java.util.Set;

/**
 * What the tables of a projection are built by.
 *
 * @param version of the projection
 * @param upcasters that its events may pass on their way to it
 */
public record Edition(int version, Set<String> upcasters) {

  public Edition {
    upcasters = Set.copyOf(upcasters);
  }

  /** Whether what the other built is outdated: it has a lower version, or lacks an upcaster. */
  boolean supersedes(Edition other) {
    return version == other.version
        ? !other.upcasters.containsAll(upcasters)
        : version > other.version;
  }
}
