package dev.signalbox.cost.ledger;

import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.InvalidUsageException;
import dev.signalbox.cost.usage.ReportedUsage;
import dev.signalbox.cost.usage.Usage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What streaming-service tells of an attempt's usage.
 *
 * @param reported the provider's own report; null if there is none
 * @param buckets what was counted on our side; null if nothing was
 */
public record MeteredUsage(
    String apiFlavor, @Nullable JsonNode reported, @Nullable Map<String, @Nullable Long> buckets) {

  private static final Logger LOG = LoggerFactory.getLogger(MeteredUsage.class);

  /**
   * The provider's own report if it can be read, else what was counted on our side; null if nothing
   * is known.
   *
   * @param provider as the price table names it
   * @throws ImplausibleAttemptException if what was counted cannot be right
   */
  public @Nullable ReportedUsage read(String attemptId, String provider, PriceUsage pricing) {
    if (reported != null && !reported.isNull()) {
      try {
        Optional<ReportedUsage> read = pricing.read(provider, apiFlavor, reported);
        if (read.isPresent()) {
          return read.get();
        }
      } catch (InvalidUsageException invalid) {
        LOG.warn(
            "The provider's usage of attempt {} is not used: {} {}",
            attemptId,
            invalid.field(),
            invalid.rule());
      }
    }
    return buckets == null ? null : ReportedUsage.of(counted(buckets));
  }

  private static Usage counted(Map<String, @Nullable Long> buckets) {
    Map<Bucket, Long> tokens = new EnumMap<>(Bucket.class);
    buckets.forEach(
        (name, count) -> {
          if (count == null) {
            throw new ImplausibleAttemptException("no count of " + name);
          }
          tokens.put(
              Bucket.ofWireName(name)
                  .orElseThrow(() -> new ImplausibleAttemptException("no bucket " + name)),
              count);
        });
    try {
      return Usage.disjoint(tokens);
    } catch (InvalidUsageException invalid) {
      throw new ImplausibleAttemptException(invalid.field() + " " + invalid.rule());
    }
  }
}
