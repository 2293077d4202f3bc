package dev.signalbox.cost.lease;

import dev.signalbox.cost.price.RateCard;
import dev.signalbox.cost.price.Rates;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.Family;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a model can cost at most: the dearest rate of every kind of token, at the dearest tier of
 * service, and fees for the request itself. Fees for what a provider does beside, such as searches,
 * have no upper bound and are not in it.
 *
 * @param perRequest in US dollars
 * @param tiers from the lowest threshold to the highest; the lowest is 0
 */
public record WorstRates(BigDecimal perRequest, List<WorstTier> tiers) {

  private static final int PER_MILLION = 6;

  public WorstRates {
    tiers = List.copyOf(tiers);
  }

  /** US dollars per million tokens of requests with more input than that. */
  public record WorstTier(
      long aboveInputTokens,
      BigDecimal input,
      BigDecimal output,
      BigDecimal mediaInput,
      BigDecimal mediaOutput) {

    BigDecimal input(boolean textOnly) {
      return textOnly ? input : mediaInput;
    }

    BigDecimal output(boolean textOnly) {
      return textOnly ? output : mediaOutput;
    }
  }

  /**
   * The worst of several cards, one of which will hold; empty if one of them has rates for neither
   * tokens nor requests, so that nobody knows what it comes to.
   */
  static Optional<WorstRates> of(Collection<RateCard> cards) {
    if (cards.stream().anyMatch(card -> !boundsCost(card))) {
      return Optional.empty();
    }
    List<Long> thresholds =
        cards.stream().flatMap(WorstRates::thresholds).distinct().sorted().toList();
    return Optional.of(
        new WorstRates(
            Bucket.REQUESTS.cost(worstFee(cards), BigDecimal.ONE),
            thresholds.stream().map(above -> tier(cards, above)).toList()));
  }

  private static boolean boundsCost(RateCard card) {
    return lowest(card).usd().keySet().stream()
        .anyMatch(bucket -> bucket.family() == Family.TOKENS || bucket.family() == Family.REQUESTS);
  }

  private static Rates lowest(RateCard card) {
    return card.tiers().getFirst().rates();
  }

  /** Where tiers add up, what comes out may reach any of them. */
  private static Stream<Long> thresholds(RateCard card) {
    return switch (card.rule()) {
      case WHOLE_REQUEST -> card.tiers().stream().map(tier -> tier.above());
      case MARGINAL -> Stream.of(0L);
    };
  }

  private static WorstTier tier(Collection<RateCard> cards, long above) {
    List<Rates> rates = cards.stream().flatMap(card -> reached(card, above)).toList();
    return new WorstTier(
        above,
        worst(rates, Bucket.Side.INPUT, true),
        worst(rates, Bucket.Side.OUTPUT, true),
        worst(rates, Bucket.Side.INPUT, false),
        worst(rates, Bucket.Side.OUTPUT, false));
  }

  private static Stream<Rates> reached(RateCard card, long above) {
    return switch (card.rule()) {
      case WHOLE_REQUEST -> Stream.of(card.tierFor(BigDecimal.valueOf(above + 1)).rates());
      case MARGINAL -> card.tiers().stream().map(tier -> tier.rates());
    };
  }

  private static BigDecimal worst(List<Rates> rates, Bucket.Side side, boolean textOnly) {
    return rates.stream()
        .flatMap(each -> each.usd().entrySet().stream())
        .filter(
            rate ->
                rate.getKey().family() == Family.TOKENS
                    && rate.getKey().side() == side
                    && !(textOnly && rate.getKey().media()))
        .map(rate -> rate.getValue())
        .reduce(BigDecimal.ZERO, BigDecimal::max);
  }

  private static BigDecimal worstFee(Collection<RateCard> cards) {
    return cards.stream()
        .flatMap(card -> card.tiers().stream())
        .map(tier -> tier.rates().usd().getOrDefault(Bucket.REQUESTS, BigDecimal.ZERO))
        .reduce(BigDecimal.ZERO, BigDecimal::max);
  }

  /** What a token of input can cost at most when there are no more than that many. */
  BigDecimal perInputToken(long inputTokens, boolean textOnly) {
    return highest(inputTokens, tier -> tier.input(textOnly));
  }

  /** What a token of output can cost at most when there are no more than that many of input. */
  BigDecimal perOutputToken(long inputTokens, boolean textOnly) {
    return highest(inputTokens, tier -> tier.output(textOnly));
  }

  private BigDecimal highest(long inputTokens, Function<WorstTier, BigDecimal> rate) {
    return tiers.stream()
        .filter(tier -> tier.aboveInputTokens() == 0 || tier.aboveInputTokens() < inputTokens)
        .map(rate)
        .reduce(BigDecimal.ZERO, BigDecimal::max)
        .movePointLeft(PER_MILLION);
  }
}
