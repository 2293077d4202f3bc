package dev.signalbox.cost.budget;

import java.util.Set;

/** Which revision of a budget a change is meant for. */
public sealed interface Expectation {

  /** Whatever the revision is. */
  record AnyRevision() implements Expectation {}

  /** One of these revisions and no other. */
  record OneOf(Set<Long> revisions) implements Expectation {
    public OneOf {
      revisions = Set.copyOf(revisions);
    }
  }

  default boolean allows(long revision) {
    return switch (this) {
      case AnyRevision() -> true;
      case OneOf(Set<Long> revisions) -> revisions.contains(revision);
    };
  }
}
