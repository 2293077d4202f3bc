package dev.signalbox.cost.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.match.InvalidNameRuleException;
import dev.signalbox.cost.match.NameRule;
import dev.signalbox.cost.match.NameRuleFormat;
import dev.signalbox.cost.price.InvalidPriceException;
import dev.signalbox.cost.price.OverridePrices;
import dev.signalbox.cost.price.Price;
import dev.signalbox.cost.price.PriceFormat;
import dev.signalbox.cost.price.PriceOverride;
import dev.signalbox.cost.price.Prices;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class PriceOverrideController {

  private static final String PATH = "/api/v1/prices/overrides";

  private final OverridePrices overrides;
  private final PriceUsage pricing;
  private final Prices prices;

  PriceOverrideController(OverridePrices overrides, PriceUsage pricing, Prices prices) {
    this.overrides = overrides;
    this.pricing = pricing;
    this.prices = prices;
  }

  /** States a price for one team, or for everybody, on top of all catalogues. */
  @PostMapping(PATH)
  ResponseEntity<OverrideView> add(@RequestBody OverrideRequest request, Caller caller) {
    String provider = pricing.provider(Names.required("provider", request.provider()));
    String model = Names.required("model", request.model());
    String team = request.team() == null ? null : Names.required("team", request.team());
    if (request.price() == null) {
      throw Invalid.field("price", "must be a price, as in a price file");
    }
    try {
      Price price = PriceFormat.read(provider, model, "override", request.price());
      PriceOverride made = overrides.add(team, match(request, model), price, caller.subject());
      prices.refresh();
      return ResponseEntity.created(URI.create(PATH + "/" + made.overrideId()))
          .body(OverrideView.of(made));
    } catch (InvalidPriceException invalid) {
      String field = invalid.field().startsWith("price") ? "" : "price.";
      throw Invalid.field((field + invalid.field()).replaceFirst("\\.$", ""), invalid.rule());
    }
  }

  private static NameRule match(OverrideRequest request, String model) {
    try {
      return request.match() == null
          ? new NameRule.Equal(model)
          : NameRuleFormat.read(request.match());
    } catch (InvalidNameRuleException invalid) {
      throw Invalid.field("match", String.valueOf(invalid.getMessage()));
    }
  }

  /** Those in force, of everybody and of all teams or of one. */
  @GetMapping(PATH)
  OverrideList list(@RequestParam @Nullable String team) {
    return new OverrideList(
        overrides.inForce().stream()
            .filter(each -> team == null || Objects.equals(each.team(), team))
            .map(OverrideView::of)
            .toList());
  }

  /** Ends an override. What was billed by it stays. */
  @DeleteMapping(PATH + "/{override_id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable("override_id") String overrideId, Caller caller) {
    if (!overrides.end(overrideId, caller.subject())) {
      throw new ProblemException(
          CostProblem.UNKNOWN_PRICE_OVERRIDE, "No override of this id is in force.");
    }
    prices.refresh();
  }

  /**
   * @param team null for everybody
   * @param match which names it is for; the model's own if unsaid
   * @param price in the form of price files
   */
  record OverrideRequest(
      @Nullable String team,
      @Nullable String provider,
      @Nullable String model,
      @Nullable JsonNode match,
      @Nullable JsonNode price) {}

  record OverrideList(List<OverrideView> data) {}

  record OverrideView(
      String overrideId,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String team,
      String provider,
      String model,
      JsonNode match,
      String priceId,
      JsonNode price,
      String madeBy,
      Instant madeAt) {

    static OverrideView of(PriceOverride override) {
      Price price = override.price();
      return new OverrideView(
          override.overrideId(),
          override.team(),
          price.provider(),
          price.model(),
          NameRuleFormat.write(override.match()),
          price.priceId(),
          PriceFormat.write(price),
          override.madeBy(),
          override.madeAt());
    }
  }
}
