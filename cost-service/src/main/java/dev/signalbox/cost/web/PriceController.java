package dev.signalbox.cost.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.match.NameRuleFormat;
import dev.signalbox.cost.price.MatchedPrice;
import dev.signalbox.cost.price.PastPrices;
import dev.signalbox.cost.price.Price;
import dev.signalbox.cost.price.PriceFormat;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class PriceController {

  private final PriceUsage pricing;
  private final PastPrices past;
  private final Clock clock;

  PriceController(PriceUsage pricing, PastPrices past, Clock clock) {
    this.pricing = pricing;
    this.past = past;
    this.clock = clock;
  }

  /** The price of an id from the ledger, or that of a model, and why it is that one. */
  @GetMapping("/api/v1/prices")
  PriceEntryView find(
      @RequestParam(name = "price_id") @Nullable String priceId,
      @RequestParam @Nullable String provider,
      @RequestParam @Nullable String model,
      @RequestParam @Nullable String team,
      @RequestParam @Nullable Instant at,
      Caller caller) {
    if (priceId != null) {
      Filter.check("price_id", priceId);
      return past.find(priceId)
          .map(price -> PriceEntryView.of(price, null))
          .orElseThrow(
              () ->
                  new ProblemException(
                      CommonProblem.NOT_FOUND, "There never was a price of this id."));
    }
    String asked = Names.required("provider", provider);
    String name = Names.required("model", model);
    return pricing
        .find(Teams.priced(team, caller), asked, name, at == null ? clock.instant() : at)
        .map(match -> PriceEntryView.of(match.price(), match))
        .orElseThrow(() -> UnknownPrice.of(pricing.provider(asked), name));
  }

  /**
   * @param price in the form of price files
   * @param matchedBy null if the price was asked for by its id, as is what it stands beside
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PriceEntryView(
      String priceId,
      String provider,
      String model,
      JsonNode price,
      @Nullable String matchedBy,
      @Nullable JsonNode match,
      @Nullable String origin) {

    static PriceEntryView of(Price price, @Nullable MatchedPrice match) {
      return new PriceEntryView(
          price.priceId(),
          price.provider(),
          price.model(),
          PriceFormat.write(price),
          match == null ? null : match.matchedBy().wireName(),
          match == null ? null : NameRuleFormat.write(match.clause()),
          match == null ? null : match.origin().wireName());
    }
  }
}
