package dev.signalbox.cost.budget;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;

/** Names one counter. Whoever locks several does so in this order, which is also the database's. */
public record CounterKey(String budgetId, String value, Instant periodStart)
    implements Comparable<CounterKey> {

  private static final Comparator<CounterKey> ORDER =
      Comparator.comparing(CounterKey::budgetId)
          .thenComparing(
              key -> key.value().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned)
          .thenComparing(CounterKey::periodStart);

  @Override
  public int compareTo(CounterKey other) {
    return ORDER.compare(this, other);
  }
}
