package dev.signalbox.cost.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.cost.charge.Charge;
import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.ledger.LedgerEntry.BilledBucket;
import dev.signalbox.cost.price.Price;
import dev.signalbox.cost.usage.ApiFlavor;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.InvalidUsageException;
import dev.signalbox.cost.usage.Usage;
import dev.signalbox.cost.usage.UsageExtraction;
import dev.signalbox.kit.money.Usd;
import dev.signalbox.kit.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class CalculationController {

  private static final int LONGEST_NAME = 200;

  private final PriceUsage pricing;
  private final Clock clock;

  CalculationController(PriceUsage pricing, Clock clock) {
    this.pricing = pricing;
    this.clock = clock;
  }

  @PostMapping("/api/v1/costs/calculate")
  Calculation calculate(@RequestBody CalculationRequest request) {
    String provider = pricing.provider(name("provider", request.provider()));
    String model = name("model", request.model());
    ApiFlavor flavor =
        ApiFlavor.ofWireName(name("api_flavor", request.apiFlavor()))
            .orElseThrow(() -> Invalid.field("api_flavor", "must be chat"));
    Usage usage = usage(provider, flavor, request.usage());
    Instant at = request.at() == null ? clock.instant() : request.at();
    return pricing
        .price(provider, model, usage, at)
        .map(Calculation::of)
        .orElseThrow(
            () ->
                new ProblemException(
                        CostProblem.UNKNOWN_PRICE,
                        "The price table has no price for this model of this provider at that"
                            + " time. Nothing is assumed to be free.")
                    .with("provider", provider)
                    .with("model", model));
  }

  private static Usage usage(String provider, ApiFlavor flavor, @Nullable JsonNode usage) {
    if (usage == null) {
      throw Invalid.field("usage", "must be the provider's usage object");
    }
    try {
      return UsageExtraction.extract(provider, flavor, usage);
    } catch (InvalidUsageException invalid) {
      String field = invalid.field().isEmpty() ? "usage" : "usage." + invalid.field();
      throw Invalid.field(field, invalid.rule());
    }
  }

  private static String name(String field, @Nullable String value) {
    if (value == null || value.isBlank() || value.length() > LONGEST_NAME) {
      throw Invalid.field(field, "must have between 1 and " + LONGEST_NAME + " characters");
    }
    return value;
  }

  record CalculationRequest(
      @Nullable String provider,
      @Nullable String apiFlavor,
      @Nullable String model,
      @Nullable JsonNode usage,
      @Nullable Instant at) {}

  record Calculation(
      List<BilledBucket> buckets,
      Usd inputCost,
      Usd outputCost,
      Usd totalCost,
      String currency,
      PriceView price,
      String matchedBy) {

    static Calculation of(PricedUsage priced) {
      Charge charge = priced.charge();
      return new Calculation(
          charge.buckets().stream().map(BilledBucket::of).toList(),
          new Usd(charge.inputCost()),
          new Usd(charge.outputCost()),
          new Usd(charge.totalCost()),
          "USD",
          PriceView.of(priced),
          priced.match().matchedBy().wireName());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PriceView(
      String priceId,
      String provider,
      String model,
      @Nullable Instant validFrom,
      long aboveInputTokens,
      Map<String, Usd> usdPerMillion,
      String source) {

    static PriceView of(PricedUsage priced) {
      Price price = priced.match().price();
      Map<String, Usd> rates = new LinkedHashMap<>();
      Map<Bucket, BigDecimal> stated = priced.tier().rates().usdPerMillion();
      stated.forEach((bucket, rate) -> rates.put(bucket.wireName(), new Usd(rate)));
      return new PriceView(
          price.priceId(),
          price.provider(),
          price.model(),
          price.validFrom(),
          priced.tier().aboveInputTokens(),
          rates,
          price.source());
    }
  }
}
