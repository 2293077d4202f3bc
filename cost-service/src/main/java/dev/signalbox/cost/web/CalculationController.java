package dev.signalbox.cost.web;

import dev.signalbox.cost.charge.FreeAllowance;
import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.usage.InvalidUsageException;
import dev.signalbox.cost.usage.ReportedUsage;
import dev.signalbox.kit.security.Caller;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class CalculationController {

  private final PriceUsage pricing;
  private final Clock clock;

  CalculationController(PriceUsage pricing, Clock clock) {
    this.pricing = pricing;
    this.clock = clock;
  }

  /** Prices a usage report exactly as the provider sent it. */
  @PostMapping("/api/v1/costs/calculate")
  CalculationView calculate(@RequestBody CalculationRequest request, Caller caller) {
    String asked = Names.required("provider", request.provider());
    String provider = pricing.provider(asked);
    String model = Names.required("model", request.model());
    String flavor = Names.required("api_flavor", request.apiFlavor());
    Instant at = request.at() == null ? clock.instant() : request.at();
    String team = Teams.priced(request.team(), caller);
    try {
      ReportedUsage usage = read(asked, flavor, request.usage());
      FreeAllowance free =
          pricing
              .find(team, asked, model, at)
              .map(match -> FreeUse.left(match.price(), request.freeUsed()))
              .orElse(FreeAllowance.NONE);
      Optional<PricedUsage> priced = pricing.price(team, asked, model, usage, at, free);
      if (priced.isEmpty() && pricing.refusesUnknown()) {
        throw UnknownPrice.of(provider, model);
      }
      return priced
          .map(known -> CalculationView.of(known, pricing.version()))
          .orElseGet(() -> CalculationView.unknown(usage, pricing.version()));
    } catch (InvalidUsageException invalid) {
      String field = invalid.field().isEmpty() ? "usage" : "usage." + invalid.field();
      throw Invalid.field(field, invalid.rule());
    }
  }

  private ReportedUsage read(String provider, String flavor, @Nullable JsonNode usage) {
    Set<String> flavors = pricing.flavors(provider);
    if (!flavors.contains(flavor)) {
      throw Invalid.field("api_flavor", "must be one of " + String.join(", ", flavors));
    }
    if (usage == null) {
      throw Invalid.field("usage", "must be the provider's usage object");
    }
    return pricing
        .read(provider, flavor, usage)
        .orElseThrow(() -> new IllegalStateException("no extractor for " + flavor));
  }

  /**
   * @param usage the usage object, or the whole answer that it is in
   * @param freeUsed how much of what the provider gives away is used up, by bucket; of buckets that
   *     are not named nothing is free
   * @param team whose prices hold; the caller's if unsaid
   * @param at when the call began; now if unsaid
   */
  record CalculationRequest(
      @Nullable String provider,
      @Nullable String apiFlavor,
      @Nullable String model,
      @Nullable JsonNode usage,
      @Nullable Map<String, BigDecimal> freeUsed,
      @Nullable String team,
      @Nullable Instant at) {}
}
