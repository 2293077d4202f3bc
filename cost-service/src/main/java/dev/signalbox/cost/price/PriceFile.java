package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.Bucket;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The price table as it is shipped: facts only, in exact decimals, in US dollars per million
 * tokens.
 *
 * @param version goes up by one with every change of the content
 */
record PriceFile(int version, String currency, List<ProviderPrices> providers) {

  PriceFile {
    if (version < 1 || !currency.equals("USD")) {
      throw new IllegalArgumentException("a price file has a version from 1 on and is in USD");
    }
    providers = List.copyOf(providers);
  }

  /**
   * @param aliases other names of the provider
   * @param source where the figures are from
   */
  record ProviderPrices(
      String provider, @Nullable List<String> aliases, String source, List<ModelPrices> models) {}

  record ModelPrices(String model, @Nullable List<String> aliases, List<DatedPrice> prices) {}

  /**
   * @param validFrom the first day, in UTC; null if the price holds from the model's beginning
   */
  record DatedPrice(
      @Nullable LocalDate validFrom,
      Map<String, BigDecimal> usdPerMillion,
      @Nullable List<HigherTier> tiers) {

    @Nullable Instant since() {
      return validFrom == null ? null : validFrom.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    List<Tier> allTiers() {
      List<Tier> all = new ArrayList<>();
      all.add(new Tier(0, rates(usdPerMillion)));
      if (tiers != null) {
        tiers.forEach(
            tier -> all.add(new Tier(tier.aboveInputTokens(), rates(tier.usdPerMillion()))));
      }
      return all;
    }
  }

  record HigherTier(long aboveInputTokens, Map<String, BigDecimal> usdPerMillion) {}

  private static Rates rates(Map<String, BigDecimal> usdPerMillion) {
    Map<Bucket, BigDecimal> rates = new EnumMap<>(Bucket.class);
    usdPerMillion.forEach(
        (name, rate) ->
            rates.put(
                Bucket.ofWireName(name)
                    .orElseThrow(() -> new IllegalArgumentException("no bucket " + name)),
                rate));
    return new Rates(rates);
  }
}
