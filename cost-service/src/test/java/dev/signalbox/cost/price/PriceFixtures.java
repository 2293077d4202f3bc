package dev.signalbox.cost.price;

import dev.signalbox.cost.match.NameRule;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import tools.jackson.databind.JsonNode;

/** Prices for tests. */
public final class PriceFixtures {

  private static final Map<String, String> CANONICAL =
      Map.of("aws", "bedrock", "google", "gemini", "vertex", "gemini", "x-ai", "xai");

  private PriceFixtures() {}

  public static Price priceOf(
      String provider, String model, @Nullable Instant validFrom, String input, String output) {
    return Price.of(
        provider,
        model,
        new Period(validFrom, null, null),
        Map.of(ServiceTier.STANDARD, card(rates(input, output))),
        List.of(),
        "a test");
  }

  public static Rates rates(String input, String output) {
    return new Rates(
        Map.of(
            Bucket.INPUT_UNCACHED, new BigDecimal(input),
            Bucket.OUTPUT_VISIBLE, new BigDecimal(output)));
  }

  public static RateCard card(Rates rates) {
    return new RateCard(TierRule.WHOLE_REQUEST, List.of(new Tier(0, rates)));
  }

  public static ModelPrices model(String name, Price... prices) {
    return new ModelPrices(name, new NameRule.Equal(name), List.of(prices));
  }

  public static ProviderPrices provider(String name, ModelPrices... models) {
    return new ProviderPrices(name, List.of(), null, List.of(), List.of(), List.of(models));
  }

  /** A book in which all these providers have one model at the same price. */
  public static PriceBook sameModelOf(List<String> providers, String model, JsonNode price) {
    return PriceBook.of(
        List.of(
            new Catalogue(
                Origin.SHIPPED,
                providers.stream()
                    .map(
                        provider ->
                            provider(
                                provider,
                                model(model, PriceFormat.read(provider, model, "a test", price))))
                    .toList())));
  }

  /** The table that is shipped. */
  public static PriceBook shippedBook() {
    return PriceBook.of(
        List.of(
            new PriceFiles()
                .shippedCatalogue(PriceFixtures.class.getResourceAsStream("/prices/prices.json"))));
  }

  /** The prices that are in force, for a service that is set to answer in that way. */
  public static Prices prices(BeanFactory beans, UnknownModel unknownModel) {
    PriceSettings settings = beans.getBean(PriceSettings.class);
    Prices prices =
        new Prices(
            new PriceSettings(
                settings.location(),
                settings.refreshInterval(),
                unknownModel,
                settings.sources(),
                settings.sourceCheckInterval(),
                settings.maxDownload(),
                settings.allowPrivateAddresses()),
            beans.getBean(PriceFiles.class),
            beans.getBean(ApplyPrices.class),
            beans.getBean(PriceVersions.class),
            beans.getBean(PriceCatalogues.class),
            beans.getBean(PriceOverrides.class));
    prices.refresh();
    return prices;
  }

  /** The provider's name in the shipped table. */
  public static String canonical(String provider) {
    return CANONICAL.getOrDefault(provider, provider);
  }
}
