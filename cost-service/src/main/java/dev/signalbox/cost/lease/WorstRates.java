package dev.signalbox.cost.lease;

import dev.signalbox.cost.price.Price;
import dev.signalbox.cost.price.Rates;
import dev.signalbox.cost.price.Tier;
import dev.signalbox.cost.usage.Bucket;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What tokens of a model can cost at most, in US dollars per million.
 *
 * @param tiers from the lowest threshold to the highest; the lowest is 0
 */
public record WorstRates(List<WorstTier> tiers) {

  private static final int PER_MILLION = 6;
  private static final Set<Bucket> MEDIA =
      Set.of(Bucket.INPUT_AUDIO, Bucket.INPUT_IMAGE, Bucket.OUTPUT_AUDIO);

  public WorstRates {
    tiers = List.copyOf(tiers);
  }

  /** What holds for requests with more input than that. */
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

  /** The worst of several prices, one of which will hold. */
  static WorstRates of(Collection<Price> prices) {
    List<Long> thresholds =
        prices.stream()
            .flatMap(price -> price.tiers().stream())
            .map(Tier::aboveInputTokens)
            .distinct()
            .sorted()
            .toList();
    return new WorstRates(
        thresholds.stream()
            .map(
                above -> {
                  List<Rates> rates =
                      prices.stream().map(price -> price.tierFor(above + 1).rates()).toList();
                  return new WorstTier(
                      above,
                      worst(rates, Bucket.Side.INPUT, true),
                      worst(rates, Bucket.Side.OUTPUT, true),
                      worst(rates, Bucket.Side.INPUT, false),
                      worst(rates, Bucket.Side.OUTPUT, false));
                })
            .toList());
  }

  private static BigDecimal worst(List<Rates> rates, Bucket.Side side, boolean textOnly) {
    return Arrays.stream(Bucket.values())
        .filter(bucket -> bucket.side() == side && !(textOnly && MEDIA.contains(bucket)))
        .flatMap(bucket -> rates.stream().map(each -> each.of(bucket)))
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
