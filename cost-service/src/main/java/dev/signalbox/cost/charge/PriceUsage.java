package dev.signalbox.cost.charge;

import dev.signalbox.cost.price.MatchedPrice;
import dev.signalbox.cost.price.Prices;
import dev.signalbox.cost.usage.ReportedUsage;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Reads and prices usages; the ledger and every estimate do it here. */
@Service
public class PriceUsage {

  private final Prices prices;

  public PriceUsage(Prices prices) {
    this.prices = prices;
  }

  /** The provider's name in ledger and reports. */
  public String provider(String name) {
    return prices.book().provider(name);
  }

  /** The version of the prices in force. */
  public int version() {
    return prices.version();
  }

  /** The APIs of the provider whose usage reports can be read. */
  public Set<String> flavors(String provider) {
    return prices.book().flavors(provider);
  }

  /**
   * Reads a usage report exactly as the provider sent it; empty if the API is not known.
   *
   * @throws dev.signalbox.cost.usage.InvalidUsageException if the report cannot be right
   */
  public Optional<ReportedUsage> read(String provider, String flavor, JsonNode report) {
    return new Calculator(prices.book()).read(provider, flavor, report);
  }

  /** The price of the model at that moment; empty if none is known. */
  public Optional<MatchedPrice> find(
      @Nullable String team, String provider, String model, Instant at) {
    return prices.book(team).find(provider, model, at);
  }

  /**
   * What the usage costs at that moment's price; empty if no price is known for it.
   *
   * @param team whose prices hold; null if those for everybody
   * @throws dev.signalbox.cost.usage.InvalidUsageException if the report cannot be right
   */
  public Optional<PricedUsage> price(
      @Nullable String team, String provider, String model, ReportedUsage usage, Instant at) {
    return price(team, provider, model, usage, at, FreeAllowance.NONE);
  }

  /**
   * The same when some of it is free.
   *
   * @param free what the provider gives away of this usage
   */
  public Optional<PricedUsage> price(
      @Nullable String team,
      String provider,
      String model,
      ReportedUsage usage,
      Instant at,
      FreeAllowance free) {
    return new Calculator(prices.book(team)).price(provider, model, usage, at, free);
  }

  /** Whether a cost that is not known is refused rather than flagged. */
  public boolean refusesUnknown() {
    return switch (prices.unknownModel()) {
      case REFUSE -> true;
      case FLAG -> false;
    };
  }
}
