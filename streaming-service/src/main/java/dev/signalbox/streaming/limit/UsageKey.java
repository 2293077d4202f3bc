package dev.signalbox.streaming.limit;

import java.util.Comparator;

/** Names what is counted. Whoever locks several does it in their order. */
record UsageKey(Scope scope, String value, Measure measure) implements Comparable<UsageKey> {

  private static final Comparator<UsageKey> ORDER =
      Comparator.comparing(UsageKey::scope)
          .thenComparing(UsageKey::value)
          .thenComparing(UsageKey::measure);

  static UsageKey of(Standing standing) {
    return new UsageKey(standing.scope(), standing.value(), standing.measure());
  }

  @Override
  public int compareTo(UsageKey other) {
    return ORDER.compare(this, other);
  }
}
