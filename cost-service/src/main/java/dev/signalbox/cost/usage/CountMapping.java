package dev.signalbox.cost.usage;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which count of a report goes where.
 *
 * @param places where it may stand; the first place at which it does counts
 * @param bucket what it is a count of, that of narrower buckets included
 * @param required whether there is no usage without it
 */
record CountMapping(List<CountPath> places, Bucket bucket, boolean required) {

  private static final int MOST_DECIMALS = 9;
  private static final BigDecimal MOST = BigDecimal.valueOf(Usage.MOST);

  CountMapping {
    places = List.copyOf(places);
  }

  /** The name of the field that it usually is. */
  String field() {
    return places.getFirst().name();
  }

  /**
   * The count; empty if it is absent.
   *
   * @throws InvalidUsageException if it is absent and must not be, or is none
   */
  Optional<BigDecimal> read(JsonNode report) {
    for (CountPath place : places) {
      @Nullable JsonNode found = place.find(report);
      if (found != null) {
        return Optional.of(count(place.name(), found));
      }
    }
    if (required) {
      throw new InvalidUsageException(field(), "must be there");
    }
    return Optional.empty();
  }

  private BigDecimal count(String field, JsonNode node) {
    if (node.isInt() || node.isLong()) {
      return inRange(field, BigDecimal.valueOf(node.longValue()));
    }
    if (!node.isNumber()) {
      throw new InvalidUsageException(field, "must be a number");
    }
    BigDecimal count = inRange(field, node.decimalValue()).stripTrailingZeros();
    int decimals = bucket.family().divisible() ? MOST_DECIMALS : 0;
    if (count.scale() > decimals) {
      throw new InvalidUsageException(
          field,
          decimals == 0 ? "must be a whole number" : "must have at most " + decimals + " decimals");
    }
    return count.scale() < 0 ? count.setScale(0) : count;
  }

  private static BigDecimal inRange(String field, BigDecimal count) {
    if (count.signum() < 0 || count.compareTo(MOST) > 0) {
      throw new InvalidUsageException(field, "must be between 0 and %,d".formatted(Usage.MOST));
    }
    return count;
  }
}
