package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.Bucket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rate cards in JSON: the lowest tier's rates, and an object for each tier above it. */
final class CardFormat {

  /** The fields of a card, which stand among those of a price. */
  static final Set<String> FIELDS =
      Set.of(
          "tier_rule",
          "usd_per_million",
          "usd_per_thousand",
          "usd_per_hour",
          "usd_per_billion",
          "tiers");

  private static final Set<String> TIER_FIELDS =
      Set.of("above", "usd_per_million", "usd_per_thousand", "usd_per_hour", "usd_per_billion");

  private CardFormat() {}

  static RateCard read(JsonNode json) {
    TierRule rule =
        CatalogueJson.present(json, "tier_rule")
            .map(
                name ->
                    TierRule.ofWireName(name.asString(""))
                        .orElseThrow(
                            () ->
                                new InvalidPriceException(
                                    "tier_rule", "must be whole_request or marginal")))
            .orElse(TierRule.WHOLE_REQUEST);
    List<Tier> tiers = new ArrayList<>();
    Map<Bucket, BigDecimal> lowest = RatesFormat.read(json);
    if (lowest.isEmpty() && !json.path("unpriced").asBoolean(false)) {
      throw new InvalidPriceException("", "must have a rate, or be unpriced");
    }
    tiers.add(new Tier(0, new Rates(lowest)));
    CatalogueJson.present(json, "tiers")
        .ifPresent(
            list -> {
              for (JsonNode tier : CatalogueJson.list(json, "tiers")) {
                CatalogueJson.requireKnown(tier, TIER_FIELDS, Set.of());
                long above = CatalogueJson.count("tiers.above", tier.path("above"));
                try {
                  tiers.add(new Tier(above, new Rates(RatesFormat.read(tier))));
                } catch (InvalidPriceException invalid) {
                  throw invalid.within("tiers");
                }
              }
            });
    return new RateCard(rule, tiers);
  }

  static void write(RateCard card, ObjectNode json) {
    if (card.rule() != TierRule.WHOLE_REQUEST) {
      json.put("tier_rule", card.rule().wireName());
    }
    RatesFormat.write(card.tiers().getFirst().rates(), json);
    if (card.tiers().getFirst().rates().usd().isEmpty()) {
      json.put("unpriced", true);
    }
    if (card.tiers().size() > 1) {
      ArrayNode tiers = json.putArray("tiers");
      for (Tier tier : card.tiers().subList(1, card.tiers().size())) {
        RatesFormat.write(tier.rates(), tiers.addObject().put("above", tier.above()));
      }
    }
  }
}
