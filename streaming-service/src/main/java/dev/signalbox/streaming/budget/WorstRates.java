package dev.signalbox.streaming.budget;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/**
 * What tokens of a model can cost at most, in US dollars per million, as cost-service says.
 *
 * @param validUntil on the clock of {@link System#nanoTime}
 */
record WorstRates(List<Tier> tiers, long validUntil) {

  private static final int PER_MILLION = 6;

  WorstRates {
    tiers = List.copyOf(tiers);
  }

  /** What holds for requests with more input than that. */
  record Tier(
      long aboveInputTokens,
      BigDecimal input,
      BigDecimal output,
      BigDecimal mediaInput,
      BigDecimal mediaOutput) {}

  BigDecimal cost(Demand demand) {
    BigDecimal input = highest(demand, demand.textOnly() ? Tier::input : Tier::mediaInput);
    BigDecimal output = highest(demand, demand.textOnly() ? Tier::output : Tier::mediaOutput);
    return input
        .multiply(BigDecimal.valueOf(demand.inputTokens()))
        .add(output.multiply(BigDecimal.valueOf(demand.outputTokens())))
        .movePointLeft(PER_MILLION);
  }

  private BigDecimal highest(Demand demand, Function<Tier, BigDecimal> rate) {
    return tiers.stream()
        .filter(
            tier -> tier.aboveInputTokens() == 0 || tier.aboveInputTokens() < demand.inputTokens())
        .map(rate)
        .reduce(BigDecimal.ZERO, BigDecimal::max);
  }
}
