package dev.signalbox.eventstore.state;

import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A state at one version, kept to go on from.
 *
 * @param hides the streams in which it will be recorded that a subject was forgotten whose values
 *     it has as hidden
 */
public record Snapshot(
    long version, String lastType, Instant recordedAt, ObjectNode state, Set<String> hides) {

  /** One that hides more subjects is not kept. */
  static final int MOST_HIDDEN = 500;

  public Snapshot {
    hides = Set.copyOf(hides);
  }
}
