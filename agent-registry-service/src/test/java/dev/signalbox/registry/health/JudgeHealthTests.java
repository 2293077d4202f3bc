package dev.signalbox.registry.health;

import static dev.signalbox.registry.agent.HealthState.DEGRADED;
import static dev.signalbox.registry.agent.HealthState.HEALTHY;
import static dev.signalbox.registry.agent.HealthState.UNHEALTHY;
import static dev.signalbox.registry.agent.HealthState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.registry.agent.HealthState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeHealthTests {

  private final JudgeHealth judge = new JudgeHealth(HealthSettingsTests.DEFAULTS);

  @Test
  void aStateIsNotLeftAsEasilyAsItWasEntered() {
    assertThat(after("+")).containsExactly(HEALTHY);
    assertThat(after("-")).containsExactly(DEGRADED);
    assertThat(after("+-+")).containsExactly(HEALTHY, DEGRADED, DEGRADED);
    assertThat(after("+-++")).endsWith(HEALTHY);
    assertThat(after("+---")).containsExactly(HEALTHY, DEGRADED, DEGRADED, UNHEALTHY);
    assertThat(after("---+")).endsWith(UNHEALTHY);
    assertThat(after("---+-")).endsWith(UNHEALTHY);
    assertThat(after("---++")).endsWith(HEALTHY);
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN, 0, 0, UNKNOWN",
    "UNKNOWN, 1, 0, HEALTHY",
    "UNKNOWN, 1, 1, UNKNOWN",
    "UNKNOWN, 9, 9, UNKNOWN",
    "HEALTHY, 10, 1, HEALTHY",
    "HEALTHY, 10, 2, DEGRADED",
    "DEGRADED, 10, 1, DEGRADED",
    "DEGRADED, 20, 1, HEALTHY",
    "HEALTHY, 10, 5, UNHEALTHY",
    "UNHEALTHY, 10, 3, UNHEALTHY",
    "UNHEALTHY, 10, 2, DEGRADED"
  })
  void trafficCountsOnceThereIsEnoughOfIt(
      HealthState present, int requests, int failed, HealthState expected) {
    HealthRecord nothing = HealthRecord.NOTHING_SEEN;

    assertThat(judge.judge(present, nothing, window(requests, failed))).isEqualTo(expected);
  }

  @Test
  void theWorseOfBothCounts() {
    HealthRecord passing = new HealthRecord(0, 5, null, null, null, null, null);
    HealthRecord failing = new HealthRecord(3, 0, null, null, null, null, null);

    assertThat(judge.judge(HEALTHY, passing, window(10, 8))).isEqualTo(UNHEALTHY);
    assertThat(judge.judge(HEALTHY, failing, window(100, 0))).isEqualTo(UNHEALTHY);
    assertThat(judge.judge(HEALTHY, passing, window(0, 0))).isEqualTo(HEALTHY);
  }

  private List<HealthState> after(String checks) {
    HealthRecord health = HealthRecord.NOTHING_SEEN;
    HealthState state = UNKNOWN;
    List<HealthState> states = new ArrayList<>();
    for (int index = 0; index < checks.length(); index++) {
      health =
          health.after(
              new Observation(
                  "any",
                  Observation.Kind.CHECK,
                  checks.charAt(index) == '+' ? null : "failed",
                  Duration.ofMillis(5),
                  Instant.EPOCH));
      state = judge.judge(state, health, window(0, 0));
      states.add(state);
    }
    return states;
  }

  private static Seen window(int requests, int failed) {
    return new Seen(
        Instant.EPOCH, 0, 0, null, requests, failed, Seen.share(failed, requests), null, null);
  }
}
