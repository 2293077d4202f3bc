package dev.signalbox.cost.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.cost.charge.Charge;
import dev.signalbox.cost.charge.Charge.BucketCharge;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.charge.PricedUsage.PricedSideCall;
import dev.signalbox.cost.ledger.BilledBucket;
import dev.signalbox.cost.match.NameRuleFormat;
import dev.signalbox.cost.usage.ReportedUsage;
import dev.signalbox.kit.money.Usd;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a usage costs, and why.
 *
 * @param status "priced", "partly_priced" or "unpriced"
 * @param inputCost null if no price is known, as are all costs and what explains them
 * @param otherCost fees for requests and tools, and side calls
 * @param unpriced buckets that were used and have no price; they are not in the costs
 * @param serviceTier the tier that served the call
 * @param match the clause of the model's rule that held for the name
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record CalculationView(
    String status,
    List<BilledBucket> buckets,
    List<SideCallView> sideCalls,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Usd inputCost,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Usd outputCost,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Usd otherCost,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Usd totalCost,
    String currency,
    List<String> unpriced,
    String serviceTier,
    @Nullable PriceView price,
    @Nullable String matchedBy,
    @Nullable JsonNode match,
    int priceVersion) {

  private static final String USD = "USD";

  static CalculationView of(PricedUsage priced, int priceVersion) {
    List<String> unpriced = unpriced(priced.charge());
    String status =
        unpriced.isEmpty()
            ? "priced"
            : priced.charge().entirelyUnpriced() ? "unpriced" : "partly_priced";
    return new CalculationView(
        status,
        priced.charge().buckets().stream().map(BilledBucket::of).toList(),
        priced.sideCalls().stream().map(SideCallView::of).toList(),
        new Usd(priced.inputCost()),
        new Usd(priced.outputCost()),
        new Usd(priced.otherCost()),
        new Usd(priced.totalCost()),
        USD,
        unpriced,
        priced.servedTier().wireName(),
        PriceView.of(priced),
        priced.match().matchedBy().wireName(),
        NameRuleFormat.write(priced.match().clause()),
        priceVersion);
  }

  /** Of a usage whose price is not known. */
  static CalculationView unknown(ReportedUsage usage, int priceVersion) {
    List<BilledBucket> buckets = usage.usage().parts().stream().map(BilledBucket::of).toList();
    return new CalculationView(
        "unpriced",
        buckets,
        List.of(),
        null,
        null,
        null,
        null,
        USD,
        buckets.stream().map(BilledBucket::bucket).toList(),
        usage.tier().wireName(),
        null,
        null,
        null,
        priceVersion);
  }

  private static List<String> unpriced(Charge charge) {
    return charge.buckets().stream()
        .filter(each -> !each.priced() && each.quantity().signum() > 0)
        .map(BucketCharge::bucket)
        .map(bucket -> bucket.wireName())
        .toList();
  }

  /**
   * A call within the call.
   *
   * @param priceId null if no price is known for it
   * @param totalCost null if no price is known for it
   */
  record SideCallView(
      String kind,
      @Nullable String model,
      List<BilledBucket> buckets,
      @Nullable String priceId,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Usd totalCost) {

    static SideCallView of(PricedSideCall call) {
      return new SideCallView(
          call.kind(),
          call.match() == null ? null : call.match().price().model(),
          call.charge() == null
              ? call.usage().parts().stream().map(BilledBucket::of).toList()
              : call.charge().buckets().stream().map(BilledBucket::of).toList(),
          call.match() == null ? null : call.match().price().priceId(),
          call.charge() == null ? null : new Usd(call.charge().totalCost()));
    }
  }
}
