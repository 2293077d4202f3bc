package dev.signalbox.cost.charge;

import dev.signalbox.cost.charge.PricedUsage.PricedSideCall;
import dev.signalbox.cost.price.MatchedPrice;
import dev.signalbox.cost.price.PriceBook;
import dev.signalbox.cost.usage.ReportedUsage;
import dev.signalbox.cost.usage.ReportedUsage.SideCall;
import dev.signalbox.cost.usage.ServiceTier;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads and prices usages by one price book. */
public final class Calculator {

  private final PriceBook book;

  public Calculator(PriceBook book) {
    this.book = book;
  }

  /**
   * Reads a usage report exactly as the provider sent it; empty if the API is not known.
   *
   * @throws dev.signalbox.cost.usage.InvalidUsageException if the report cannot be right
   */
  public Optional<ReportedUsage> read(String provider, String flavor, JsonNode report) {
    return book.extractor(provider, flavor).map(extractor -> extractor.read(report));
  }

  /**
   * What the usage costs; empty if no price is known for the model.
   *
   * @param free what of it is free
   * @throws dev.signalbox.cost.usage.InvalidUsageException if the usage cannot be right
   */
  public Optional<PricedUsage> price(
      String provider, String model, ReportedUsage usage, Instant at, FreeAllowance free) {
    return book.find(provider, model, at)
        .map(
            match -> {
              ServiceTier tier = usage.tier();
              return new PricedUsage(
                  match,
                  tier,
                  usage.usage(),
                  Charge.of(usage.usage(), match.price().card(tier), free),
                  usage.sideCalls().stream()
                      .map(call -> price(call, provider, match, tier, at))
                      .toList());
            });
  }

  private PricedSideCall price(
      SideCall call, String provider, MatchedPrice main, ServiceTier tier, Instant at) {
    Optional<MatchedPrice> match =
        call.model().isEmpty() ? Optional.of(main) : book.find(provider, call.model().get(), at);
    return new PricedSideCall(
        call.kind(),
        call.usage(),
        match.orElse(null),
        match
            .map(found -> Charge.of(call.usage(), found.price().card(tier), FreeAllowance.NONE))
            .orElse(null));
  }
}
