package dev.signalbox.cost.price;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was in force from a moment on.
 *
 * @param revertedTo the version whose catalogues are in force again; null if it is no revert
 * @param madeBy null if it was this service itself
 * @param origins whose prices they are; the first that knows a model decides
 * @param addedPrices prices that had never been in force before
 */
public record PriceVersion(
    int version,
    String reason,
    @Nullable Integer revertedTo,
    @Nullable String madeBy,
    List<String> origins,
    int addedPrices,
    Instant appliedAt) {

  public PriceVersion {
    origins = List.copyOf(origins);
  }
}
