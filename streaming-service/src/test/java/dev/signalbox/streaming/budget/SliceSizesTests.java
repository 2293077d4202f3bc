package dev.signalbox.streaming.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SliceSizesTests {

  private static final int LEAST = 20;

  @Test
  void whatWasUsedUpSoonIsFollowedByTwiceAsMuch() {
    assertThat(next(slice(40, "90"), Duration.ofSeconds(1))).isEqualTo(80);
    assertThat(next(slice(800, "90"), Duration.ofSeconds(1))).isEqualTo(SliceSizes.MOST);
  }

  @Test
  void whatWasTooSmallForOneRequestIsNot() {
    assertThat(next(slice(40, "10"), Duration.ofSeconds(1))).isEqualTo(40);
  }

  @Test
  void whatLastedLongIsFollowedByHalfAsMuch() {
    assertThat(next(slice(160, "90"), Duration.ofSeconds(30))).isEqualTo(80);
    assertThat(next(slice(160, "90"), Duration.ofSeconds(5))).isEqualTo(160);
    assertThat(next(slice(30, "90"), Duration.ofSeconds(30))).isEqualTo(LEAST);
  }

  @Test
  void theFirstIsSmallAndTheBusiestCounts() {
    assertThat(SliceSizes.next(LEAST, List.of(), 0)).isEqualTo(LEAST);
    assertThat(
            SliceSizes.next(
                LEAST, List.of(slice(40, "90"), slice(160, "10")), Duration.ofSeconds(1).toNanos()))
        .isEqualTo(160);
  }

  private static int next(Slice last, Duration lasted) {
    return SliceSizes.next(LEAST, List.of(last), lasted.toNanos());
  }

  /** Made at the beginning of time, so much of it used. */
  private static Slice slice(int attempts, String used) {
    Budget budget = new Budget("b", 1, ScopeKind.USER, "ada", Set.of("ada"), Unit.TOKENS);
    Slice slice =
        new Slice(
            new Claim(budget, "ada").key(),
            "lease",
            1,
            Unit.TOKENS,
            attempts,
            new BigDecimal("100"),
            Instant.EPOCH,
            Instant.MAX,
            0,
            Long.MAX_VALUE);
    slice.reserve(new BigDecimal(used), 0);
    return slice;
  }
}
