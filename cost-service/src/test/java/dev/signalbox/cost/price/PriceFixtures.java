package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.Bucket;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prices for tests. */
public final class PriceFixtures {

  private PriceFixtures() {}

  public static Price priceOf(
      String provider, String model, @Nullable Instant validFrom, String input, String output) {
    String priceId = provider + "/" + model + (validFrom == null ? "" : "@" + validFrom);
    return new Price(
        priceId, provider, model, validFrom, List.of(new Tier(0, rates(input, output))), "a test");
  }

  public static Rates rates(String input, String output) {
    return new Rates(
        Map.of(
            Bucket.INPUT_UNCACHED, new BigDecimal(input),
            Bucket.OUTPUT_VISIBLE, new BigDecimal(output)));
  }
}
