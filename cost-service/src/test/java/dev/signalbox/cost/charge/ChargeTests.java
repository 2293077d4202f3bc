package dev.signalbox.cost.charge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.charge.Charge.BucketCharge;
import dev.signalbox.cost.price.Rates;
import dev.signalbox.cost.price.Tier;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ChargeTests {

  private static final int CASES = 2_000;
  private static final BigInteger ATTODOLLARS = BigInteger.TEN.pow(18);

  @Test
  void everyBucketIsPricedAtItsOwnRate() {
    Charge charge =
        Charge.of(
            new Usage(
                Map.of(
                    Bucket.INPUT_UNCACHED, 1_000L,
                    Bucket.INPUT_CACHE_READ, 3L,
                    Bucket.OUTPUT_VISIBLE, 7L)),
            tier(
                Map.of(
                    Bucket.INPUT_UNCACHED, new BigDecimal("2.5"),
                    Bucket.INPUT_CACHE_READ, new BigDecimal("1.25"),
                    Bucket.OUTPUT_VISIBLE, new BigDecimal("10"))));

    assertThat(charge.inputCost()).isEqualByComparingTo("0.00250375");
    assertThat(charge.outputCost()).isEqualByComparingTo("0.00007");
    assertThat(charge.totalCost()).isEqualByComparingTo("0.00257375");
  }

  @Test
  void noTokensCostNothing() {
    Charge charge = Charge.of(new Usage(Map.of()), tier(Map.of()));

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
      Map<Bucket, Long> tokens = new EnumMap<>(Bucket.class);
      for (Bucket bucket : Bucket.values()) {
        if (random.nextBoolean()) {
          rates.put(bucket, BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 12));
        }
        if (random.nextBoolean()) {
          tokens.put(bucket, random.nextLong(Usage.MOST_TOKENS));
        }
      }
      Tier tier = tier(rates);
      Charge charge = Charge.of(new Usage(tokens), tier);

      assertThat(inAttodollars(charge.totalCost())).isEqualTo(countedInIntegers(tokens, tier));
      assertThat(
              charge.buckets().stream()
                  .map(BucketCharge::cost)
                  .reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(charge.totalCost());
      assertThat(charge.inputCost().add(charge.outputCost()))
          .isEqualByComparingTo(charge.totalCost());
    }
  }

  /** The same sum in whole numbers: 12 decimals of the rates and 6 of the million. */
  private static BigInteger countedInIntegers(Map<Bucket, Long> tokens, Tier tier) {
    return tokens.entrySet().stream()
        .map(
            entry ->
                tier.rates()
                    .of(entry.getKey())
                    .movePointRight(12)
                    .toBigIntegerExact()
                    .multiply(BigInteger.valueOf(entry.getValue())))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger inAttodollars(BigDecimal amount) {
    return amount.multiply(new BigDecimal(ATTODOLLARS)).toBigIntegerExact();
  }

  private static Tier tier(Map<Bucket, BigDecimal> rates) {
    Map<Bucket, BigDecimal> complete = new EnumMap<>(Bucket.class);
    complete.put(Bucket.INPUT_UNCACHED, new BigDecimal("0.05"));
    complete.put(Bucket.OUTPUT_VISIBLE, new BigDecimal("0.08"));
    complete.putAll(rates);
    return new Tier(0, new Rates(complete));
  }
}
