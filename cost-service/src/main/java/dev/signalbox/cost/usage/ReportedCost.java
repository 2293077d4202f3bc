package dev.signalbox.cost.usage;

import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a provider itself says that a call cost, in its usage report. OpenRouter bills credits,
 * which are dollars, and beside them what a caller's own key costs upstream; xAI counts in ticks,
 * of which a dollar has 10,000,000,000.
 */
public final class ReportedCost {

  private static final int DIGITS_OF_A_TICK = 10;

  /** A thousand million dollars, in ticks. */
  private static final BigDecimal MOST = BigDecimal.TEN.pow(19);

  private static final int MOST_DECIMALS = 40;

  private ReportedCost() {}

  /**
   * The cost in dollars; empty if the provider does not say, or says what cannot be right.
   *
   * @param provider as the price table names it
   * @param report the usage object exactly as the provider sent it, or the answer that it is in
   */
  public static Optional<BigDecimal> of(String provider, JsonNode report) {
    JsonNode usage = report.path("usage").isObject() ? report.path("usage") : report;
    return switch (provider) {
      case "openrouter" -> openRouter(usage);
      case "perplexity" -> amount(usage.path("cost").path("total_cost"));
      case "xai" ->
          amount(usage.path("cost_in_usd_ticks"))
              .map(ticks -> ticks.movePointLeft(DIGITS_OF_A_TICK));
      case "deepinfra" -> amount(usage.path("estimated_cost"));
      default -> Optional.empty();
    };
  }

  private static Optional<BigDecimal> openRouter(JsonNode usage) {
    Optional<BigDecimal> charged = amount(usage.path("cost"));
    if (!usage.path("is_byok").asBoolean(false)) {
      return charged;
    }
    BigDecimal upstream =
        amount(usage.path("cost_details").path("upstream_inference_cost")).orElse(BigDecimal.ZERO);
    return charged.map(upstream::add);
  }

  private static Optional<BigDecimal> amount(JsonNode number) {
    return number.isNumber() && plausible(number.decimalValue())
        ? Optional.of(number.decimalValue())
        : Optional.empty();
  }

  private static boolean plausible(BigDecimal amount) {
    return amount.signum() >= 0 && amount.compareTo(MOST) <= 0 && amount.scale() <= MOST_DECIMALS;
  }
}
