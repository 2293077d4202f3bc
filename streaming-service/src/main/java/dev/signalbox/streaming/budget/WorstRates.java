package dev.signalbox.streaming.budget;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/**
 * What a model can cost at most, as long as that holds.
 *
 * @param validUntil on the clock of {@link System#nanoTime}
 */
record WorstRates(Stated stated, long validUntil) {

  private static final int PER_MILLION = 6;

  /**
   * As cost-service states it.
   *
   * @param perRequest in US dollars
   */
  record Stated(BigDecimal perRequest, List<Tier> tiers) {

    Stated {
      tiers = List.copyOf(tiers);
    }

    WorstRates until(long moment) {
      return new WorstRates(this, moment);
    }
  }

  /** US dollars per million tokens of requests with more input than that. */
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
        .movePointLeft(PER_MILLION)
        .add(stated.perRequest());
  }

  private BigDecimal highest(Demand demand, Function<Tier, BigDecimal> rate) {
    return stated.tiers().stream()
        .filter(
            tier -> tier.aboveInputTokens() == 0 || tier.aboveInputTokens() < demand.inputTokens())
        .map(rate)
        .reduce(BigDecimal.ZERO, BigDecimal::max);
  }
}
