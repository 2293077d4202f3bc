package dev.signalbox.streaming.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallIdsTests {

  @Test
  void idsThatFitStay() {
    assertThat(CallIds.atMost(40, "call_1")).isEqualTo("call_1");
    assertThat(CallIds.exactly(9, "aB3dE6gH9")).isEqualTo("aB3dE6gH9");
  }

  @Test
  void othersBecomeShortAndAlwaysTheSame() {
    String id = "toolu_" + "x".repeat(60);

    assertThat(CallIds.atMost(40, id)).hasSize(40).isEqualTo(CallIds.atMost(40, id));
    assertThat(CallIds.atMost(64, id)).hasSizeLessThanOrEqualTo(64).isNotEqualTo(id);
    assertThat(CallIds.exactly(9, id)).hasSize(9).isEqualTo(CallIds.exactly(9, id));
    assertThat(CallIds.exactly(9, "call_1234")).matches("[a-z0-9]{9}");
  }

  @Test
  void differentIdsStayDifferent() {
    String id = "toolu_" + "x".repeat(60);

    assertThat(CallIds.atMost(40, id + "a")).isNotEqualTo(CallIds.atMost(40, id + "b"));
    assertThat(CallIds.exactly(9, "call_1")).isNotEqualTo(CallIds.exactly(9, "call_2"));
  }
}
