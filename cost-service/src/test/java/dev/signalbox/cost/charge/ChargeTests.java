package dev.signalbox.cost.charge;

import static dev.signalbox.cost.price.PriceFixtures.card;
import static dev.signalbox.cost.price.PriceFixtures.rates;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.charge.Charge.BucketCharge;
import dev.signalbox.cost.price.RateCard;
import dev.signalbox.cost.price.Rates;
import dev.signalbox.cost.price.Tier;
import dev.signalbox.cost.price.TierRule;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.Family;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChargeTests {

  private static final int CASES = 2_000;
  private static final BigInteger TEN_TO_THE_21 = BigInteger.TEN.pow(21);

  @Test
  void everyBucketIsPricedAtItsOwnRate() {
    Charge charge =
        charge(
            Map.of(
                Bucket.INPUT_UNCACHED, 1_000L,
                Bucket.INPUT_CACHE_READ, 3L,
                Bucket.OUTPUT_VISIBLE, 7L),
            card(
                new Rates(
                    Map.of(
                        Bucket.INPUT_UNCACHED, new BigDecimal("2.5"),
                        Bucket.INPUT_CACHE_READ, new BigDecimal("1.25"),
                        Bucket.OUTPUT_VISIBLE, new BigDecimal("10")))));

    assertThat(charge.inputCost()).isEqualByComparingTo("0.00250375");
    assertThat(charge.outputCost()).isEqualByComparingTo("0.00007");
    assertThat(charge.totalCost()).isEqualByComparingTo("0.00257375");
  }

  @Test
  void aBucketWithoutARateIsPricedLikeWhatIncludesIt() {
    Charge charge =
        charge(
            Map.of(Bucket.INPUT_CACHE_WRITE_1H, 1_000_000L, Bucket.OUTPUT_AUDIO, 1_000_000L),
            card(rates("3", "15")));

    assertThat(charge.inputCost()).isEqualByComparingTo("3");
    assertThat(charge.outputCost()).isEqualByComparingTo("15");
  }

  @Test
  void whatHasNoPriceIsFlaggedAndAddsNothing() {
    Charge charge =
        charge(Map.of(Bucket.INPUT_UNCACHED, 10L, Bucket.WEB_SEARCHES, 2L), card(rates("1", "1")));

    assertThat(charge.otherCost()).isZero();
    assertThat(charge.buckets()).filteredOn(bucket -> !bucket.priced()).hasSize(1);
    assertThat(charge.entirelyUnpriced()).isFalse();
    assertThat(
            charge(Map.of(Bucket.INPUT_UNCACHED, 1L), card(new Rates(Map.of()))).entirelyUnpriced())
        .isTrue();
    assertThat(charge(Map.of(), card(new Rates(Map.of()))).entirelyUnpriced()).isFalse();
  }

  @Test
  void aFeeForEveryRequestIsNeitherForInputNorForOutput() {
    Charge charge =
        charge(
            Map.of(Bucket.WEB_SEARCHES, 3L),
            card(
                new Rates(
                    Map.of(
                        Bucket.REQUESTS,
                        new BigDecimal("5"),
                        Bucket.WEB_SEARCHES,
                        BigDecimal.TEN))));

    assertThat(charge.otherCost()).isEqualByComparingTo("0.035");
    assertThat(charge.inputCost()).isZero();
    assertThat(charge.totalCost()).isEqualByComparingTo("0.035");
  }

  @ParameterizedTest
  @CsvSource({"200000, 0.25, 0.001", "200001, 0.5000025, 0.002"})
  void aTierForTheWholeRequestHoldsAboveItsThresholdAndNotAtIt(
      long input, String inputCost, String outputCost) {
    RateCard card =
        new RateCard(
            TierRule.WHOLE_REQUEST,
            List.of(new Tier(200_000, rates("2.5", "20")), new Tier(0, rates("1.25", "10"))));

    Charge charge = charge(Map.of(Bucket.INPUT_UNCACHED, input, Bucket.OUTPUT_VISIBLE, 100L), card);

    assertThat(charge.inputCost()).isEqualByComparingTo(inputCost);
    assertThat(charge.outputCost()).isEqualByComparingTo(outputCost);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "100, 0.0001", "150, 0.0002", "250, 0.0005", "300, 0.0007"})
  void aMarginalTierHoldsOnlyForWhatIsAboveIt(long input, String cost) {
    RateCard card =
        new RateCard(
            TierRule.MARGINAL,
            List.of(
                new Tier(0, rates("1", "1")),
                new Tier(100, rates("2", "1")),
                new Tier(200, rates("4", "1"))));

    Charge charge = charge(Map.of(Bucket.INPUT_UNCACHED, input), card);

    assertThat(charge.inputCost()).isEqualByComparingTo(cost);
    assertThat(total(charge.buckets())).isEqualTo(input);
  }

  @Test
  void bucketsWithOneRateFillItsStepsTogether() {
    RateCard card =
        new RateCard(
            TierRule.MARGINAL,
            List.of(new Tier(0, rates("1", "1")), new Tier(100, rates("2", "1"))));

    Charge charge = charge(Map.of(Bucket.INPUT_UNCACHED, 80L, Bucket.INPUT_AUDIO, 80L), card);

    assertThat(charge.inputCost()).isEqualByComparingTo("0.00022");
  }

  @Test
  void whatIsFreeIsShownAndCostsNothing() {
    RateCard card = card(new Rates(Map.of(Bucket.WEB_SEARCHES, BigDecimal.TEN)));
    Usage usage = Usage.disjoint(Map.of(Bucket.WEB_SEARCHES, 5L));

    Charge some =
        Charge.of(usage, card, new FreeAllowance(Map.of(Bucket.WEB_SEARCHES, BigDecimal.TWO)));
    Charge all =
        Charge.of(usage, card, new FreeAllowance(Map.of(Bucket.WEB_SEARCHES, BigDecimal.TEN)));

    assertThat(some.totalCost()).isEqualByComparingTo("0.03");
    assertThat(total(some.buckets())).isEqualTo(5);
    assertThat(all.totalCost()).isZero();
    assertThat(all.buckets()).hasSize(1);
  }

  @Test
  void noTokensCostNothing() {
    Charge charge = charge(Map.of(), card(rates("0.05", "0.08")));

    assertThat(charge.totalCost()).isZero();
    assertThat(charge.buckets()).isEmpty();
  }

  /** Each repetition is another seed, so a failure can be repeated. */
  @RepeatedTest(5)
  void theBucketsAddUpToTheTotalToTheLastDigit(RepetitionInfo repetition) {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(repetition.getCurrentRepetition());
    for (int number = 0; number < CASES; number++) {
      Map<Bucket, BigDecimal> rates = new EnumMap<>(Bucket.class);
      Map<Bucket, Long> counts = new EnumMap<>(Bucket.class);
      for (Bucket bucket : Bucket.values()) {
        if (bucket.family() == Family.DURATIONS || bucket == Bucket.REQUESTS) {
          continue;
        }
        if (random.nextBoolean()) {
          rates.put(bucket, BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 12));
        }
        if (random.nextBoolean()) {
          counts.put(bucket, random.nextLong(Usage.MOST));
        }
      }
      Charge charge = charge(counts, card(new Rates(rates)));

      assertThat(inParts(charge.totalCost())).isEqualTo(countedInIntegers(charge.buckets()));
      assertThat(total(charge.buckets()))
          .isEqualTo(counts.values().stream().mapToLong(Long::longValue).sum());
      assertThat(charge.inputCost().add(charge.outputCost()).add(charge.otherCost()))
          .isEqualByComparingTo(charge.totalCost());
    }
  }

  /** The same sum in whole numbers: 12 decimals of the rates and 9 of a billion. */
  private static BigInteger countedInIntegers(List<BucketCharge> buckets) {
    return buckets.stream()
        .filter(BucketCharge::priced)
        .map(
            bucket ->
                Objects.requireNonNull(bucket.rate())
                    .movePointRight(12)
                    .toBigIntegerExact()
                    .multiply(bucket.quantity().toBigIntegerExact())
                    .multiply(BigInteger.valueOf(1_000_000_000L / bucket.bucket().family().per())))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger inParts(BigDecimal amount) {
    return amount.multiply(new BigDecimal(TEN_TO_THE_21)).toBigIntegerExact();
  }

  private static long total(List<BucketCharge> buckets) {
    return buckets.stream().mapToLong(bucket -> bucket.quantity().longValueExact()).sum();
  }

  private static Charge charge(Map<Bucket, Long> counts, RateCard card) {
    return Charge.of(Usage.disjoint(counts), card, FreeAllowance.NONE);
  }
}
