package dev.signalbox.cost.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTests {

  private static final int CASES = 500;

  @Test
  void aCountIsInTheNarrowestBucketThatItWasReportedFor() {
    Usage usage =
        reported(
            Map.of(
                Bucket.INPUT_UNCACHED, 1000L,
                Bucket.INPUT_CACHE_READ, 600L,
                Bucket.INPUT_AUDIO, 100L,
                Bucket.INPUT_AUDIO_CACHE_READ, 40L));

    assertThat(counts(usage.parts()))
        .isEqualTo(
            Map.of(
                Bucket.INPUT_UNCACHED, 340L,
                Bucket.INPUT_CACHE_READ, 560L,
                Bucket.INPUT_AUDIO, 60L,
                Bucket.INPUT_AUDIO_CACHE_READ, 40L));
    assertThat(usage.input()).isEqualTo(1000);
  }

  @Test
  void whatIsReportedAsTwoThingsAtOnceStaysWithTheCache() {
    Usage usage =
        reported(
            Map.of(
                Bucket.INPUT_UNCACHED, 100L,
                Bucket.INPUT_CACHE_READ, 80L,
                Bucket.INPUT_AUDIO, 60L));

    for (Set<Bucket> priced :
        List.of(
            Set.<Bucket>of(),
            Set.of(Bucket.INPUT_UNCACHED),
            Set.of(Bucket.INPUT_UNCACHED, Bucket.INPUT_CACHE_READ),
            Set.of(Bucket.INPUT_UNCACHED, Bucket.INPUT_CACHE_READ, Bucket.INPUT_AUDIO))) {
      assertThat(counts(usage.split(new Cover(priced))))
          .isEqualTo(
              Map.of(
                  Bucket.INPUT_UNCACHED, 0L,
                  Bucket.INPUT_CACHE_READ, 80L,
                  Bucket.INPUT_AUDIO, 20L));
    }
  }

  @Test
  void textHasABucketOfItsOwnOnlyWhereItHasAPrice() {
    Usage usage = reported(Map.of(Bucket.INPUT_UNCACHED, 10L, Bucket.INPUT_TEXT, 7L));

    assertThat(counts(usage.parts())).isEqualTo(Map.of(Bucket.INPUT_UNCACHED, 10L));
    assertThat(counts(usage.split(new Cover(Set.of(Bucket.INPUT_UNCACHED, Bucket.INPUT_TEXT)))))
        .isEqualTo(Map.of(Bucket.INPUT_UNCACHED, 3L, Bucket.INPUT_TEXT, 7L));
  }

  @Test
  void whatHasNoPriceSaysSo() {
    Usage usage = reported(Map.of(Bucket.INPUT_UNCACHED, 10L, Bucket.WEB_SEARCHES, 2L));

    assertThat(usage.split(new Cover(Set.of(Bucket.INPUT_UNCACHED))))
        .contains(
            new Share(Bucket.INPUT_UNCACHED, BigDecimal.TEN, Bucket.INPUT_UNCACHED),
            new Share(Bucket.WEB_SEARCHES, BigDecimal.TWO, null));
  }

  @Test
  void partsThatAreMoreThanTheirWholeAreRefusedWhenItMatters() {
    Usage usage = reported(Map.of(Bucket.INPUT_CACHE_WRITE, 5L, Bucket.INPUT_CACHE_WRITE_1H, 7L));

    assertThatThrownBy(
            () ->
                usage.split(
                    new Cover(Set.of(Bucket.INPUT_CACHE_WRITE, Bucket.INPUT_CACHE_WRITE_1H))))
        .isInstanceOf(InvalidUsageException.class);
    assertThat(counts(usage.split(new Cover(Set.of(Bucket.INPUT_UNCACHED)))).values())
        .containsExactlyInAnyOrder(0L, 5L);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Usage.MOST + 1})
  void aCountThatCannotBeIsRefused(long count) {
    assertThatThrownBy(() -> reported(Map.of(Bucket.INPUT_UNCACHED, count)))
        .isInstanceOf(InvalidUsageException.class);
    assertThatThrownBy(() -> Usage.disjoint(Map.of(Bucket.INPUT_UNCACHED, count)))
        .isInstanceOf(InvalidUsageException.class);
  }

  /** Each repetition is another seed, so a failure can be repeated. */
  @RepeatedTest(5)
  void howeverItIsSplitNothingIsLostAndNothingCountedTwice(RepetitionInfo repetition) {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(repetition.getCurrentRepetition());
    for (int number = 0; number < CASES; number++) {
      Map<Bucket, Long> parts = new EnumMap<>(Bucket.class);
      Set<Bucket> priced = EnumSet.noneOf(Bucket.class);
      for (Bucket bucket : Bucket.values()) {
        if (random.nextInt(4) == 0) {
          parts.put(bucket, random.nextLong(1_000_000));
        }
        if (random.nextInt(3) == 0) {
          priced.add(bucket);
        }
      }
      Usage usage = reported(totals(parts));

      List<Share> shares = usage.split(new Cover(priced));

      assertThat(shares).allMatch(share -> share.quantity().signum() >= 0);
      for (Bucket bucket : List.of(Bucket.INPUT_UNCACHED, Bucket.OUTPUT_VISIBLE)) {
        assertThat(within(bucket, shares)).isEqualTo(usage.total(bucket).longValueExact());
        assertThat(within(bucket, shares))
            .isEqualTo(
                parts.entrySet().stream()
                    .filter(part -> part.getKey().within(bucket))
                    .mapToLong(Map.Entry::getValue)
                    .sum());
      }
    }
  }

  private static Map<Bucket, Long> totals(Map<Bucket, Long> parts) {
    Map<Bucket, Long> totals = new EnumMap<>(Bucket.class);
    parts
        .keySet()
        .forEach(
            bucket ->
                totals.put(
                    bucket,
                    parts.entrySet().stream()
                        .filter(part -> part.getKey().within(bucket))
                        .mapToLong(Map.Entry::getValue)
                        .sum()));
    return totals;
  }

  private static long within(Bucket bucket, List<Share> shares) {
    return shares.stream()
        .filter(share -> share.bucket().within(bucket))
        .mapToLong(share -> share.quantity().longValueExact())
        .sum();
  }

  private static Usage reported(Map<Bucket, Long> counts) {
    Map<Bucket, BigDecimal> exact = new EnumMap<>(Bucket.class);
    counts.forEach((bucket, count) -> exact.put(bucket, BigDecimal.valueOf(count)));
    return Usage.reported(exact);
  }

  private static Map<Bucket, Long> counts(List<Share> shares) {
    Map<Bucket, Long> counts = new EnumMap<>(Bucket.class);
    shares.forEach(share -> counts.put(share.bucket(), share.quantity().longValueExact()));
    return counts;
  }
}
