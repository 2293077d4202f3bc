package dev.signalbox.streaming.budget;

import java.util.Set;

/**
 * A hard budget.
 *
 * @param value the one that it counts, or {@link #EACH}
 * @param names the values of attempts that it applies to
 */
public record Budget(
    String id, long revision, ScopeKind kind, String value, Set<String> names, Unit unit) {

  static final String EACH = "*";

  public Budget {
    names = Set.copyOf(names);
  }

  boolean each() {
    return value.equals(EACH);
  }
}
