package dev.signalbox.cost.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.estimate.Estimate;
import dev.signalbox.cost.estimate.EstimateCost;
import dev.signalbox.cost.match.NameRuleFormat;
import dev.signalbox.cost.usage.ServiceTier;
import dev.signalbox.cost.usage.Usage;
import dev.signalbox.kit.money.Usd;
import dev.signalbox.kit.security.Caller;
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
class EstimateController {

  private final EstimateCost estimates;
  private final PriceUsage pricing;
  private final Clock clock;

  EstimateController(EstimateCost estimates, PriceUsage pricing, Clock clock) {
    this.estimates = estimates;
    this.pricing = pricing;
    this.clock = clock;
  }

  /** Tells before a call what it will cost. */
  @PostMapping("/api/v1/costs/estimate")
  EstimateView estimate(@RequestBody EstimateRequest request, Caller caller) {
    String provider = Names.required("provider", request.provider());
    String model = Names.required("model", request.model());
    Map<String, JsonNode> parts = request.parts();
    if (parts.isEmpty()) {
      throw Invalid.field("messages", "must be what goes into the call");
    }
    if (request.maxTokens() == null
        || request.maxTokens() < 0
        || request.maxTokens() > Usage.MOST) {
      throw Invalid.field("max_tokens", "must be between 0 and %,d".formatted(Usage.MOST));
    }
    ServiceTier tier =
        ServiceTier.ofWireName(request.serviceTier() == null ? "standard" : request.serviceTier())
            .orElseThrow(
                () ->
                    Invalid.field(
                        "service_tier", "must be standard, batch, flex, priority or reserved"));
    Instant at = request.at() == null ? clock.instant() : request.at();
    return estimates
        .estimate(
            Teams.priced(request.team(), caller),
            provider,
            model,
            tier,
            parts,
            request.maxTokens(),
            at)
        .map(EstimateView::of)
        .orElseThrow(() -> UnknownPrice.of(pricing.provider(provider), model));
  }

  /**
   * @param messages as the provider's own protocol has them, as is everything beside
   * @param maxTokens the most that may come out
   */
  record EstimateRequest(
      @Nullable String provider,
      @Nullable String model,
      @Nullable JsonNode messages,
      @Nullable JsonNode contents,
      @Nullable JsonNode input,
      @Nullable JsonNode system,
      @Nullable JsonNode tools,
      @Nullable Long maxTokens,
      @Nullable String serviceTier,
      @Nullable String team,
      @Nullable Instant at) {

    Map<String, JsonNode> parts() {
      Map<String, JsonNode> parts = new LinkedHashMap<>();
      put("system", system, parts);
      put("messages", messages, parts);
      put("contents", contents, parts);
      put("input", input, parts);
      put("tools", tools, parts);
      return parts;
    }

    private static void put(String name, @Nullable JsonNode part, Map<String, JsonNode> parts) {
      if (part != null && !part.isNull()) {
        parts.put(name, part);
      }
    }
  }

  /**
   * @param inputCost of what is expected to go in
   * @param totalCostAtMost of all that may go in and come out, at the dearest rates that may hold
   * @param uncounted where there is something that is in none of the counts and costs
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record EstimateView(
      long inputTokens,
      long inputTokensAtMost,
      long outputTokensAtMost,
      String tokeniser,
      int errorPercent,
      List<String> uncounted,
      Usd inputCost,
      Usd inputCostAtMost,
      Usd outputCostAtMost,
      Usd totalCostAtMost,
      String currency,
      PriceView price,
      String matchedBy,
      JsonNode match) {

    static EstimateView of(Estimate estimate) {
      return new EstimateView(
          estimate.inputTokens(),
          estimate.inputTokensAtMost(),
          estimate.outputTokensAtMost(),
          estimate.tokeniser(),
          estimate.errorPercent(),
          estimate.uncounted(),
          new Usd(estimate.expected().inputCost()),
          new Usd(estimate.atMost().inputCost()),
          new Usd(estimate.atMost().outputCost()),
          new Usd(estimate.atMost().totalCost()),
          "USD",
          PriceView.of(estimate.atMost()),
          estimate.atMost().match().matchedBy().wireName(),
          NameRuleFormat.write(estimate.atMost().match().clause()));
    }
  }
}
