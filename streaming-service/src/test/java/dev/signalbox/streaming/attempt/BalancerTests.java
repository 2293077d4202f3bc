package dev.signalbox.streaming.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.provider.Credential;
import dev.signalbox.streaming.provider.Endpoint;
import dev.signalbox.streaming.provider.Target;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.ReasoningCount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BalancerTests {

  private static final int DRAWS = 4_000;

  private final Balancer balancer = new Balancer(10, RandomGenerator.of("L64X128MixRandom"));

  @Test
  void requestsAreSpreadByWeight() {
    assertThat(shareOf("us", place("eu", 1), place("us", 3))).isCloseTo(0.75, Offset.offset(0.05));
  }

  @Test
  void aSlowPlaceGetsFewer() {
    Target slow = place("eu", 1);
    Target fast = place("us", 1);
    for (int answer = 0; answer < 50; answer++) {
      balancer.took(slow, Duration.ofMillis(900));
      balancer.took(fast, Duration.ofMillis(100));
    }

    assertThat(shareOf("us", slow, fast)).isCloseTo(0.9, Offset.offset(0.05));
  }

  @Test
  void aBusyPlaceGetsFewerUntilItHasAnswered() {
    Target busy = place("eu", 1);
    Target idle = place("us", 1);
    balancer.began(busy);
    balancer.began(busy);
    balancer.began(busy);

    assertThat(shareOf("us", busy, idle)).isCloseTo(0.8, Offset.offset(0.05));

    balancer.ended(busy);
    balancer.ended(busy);
    balancer.ended(busy);

    assertThat(shareOf("us", busy, idle)).isCloseTo(0.5, Offset.offset(0.05));
  }

  @Test
  void aPlaceThatAskedToBeLeftAloneComesLastAndIsStillThere() {
    Target eu = place("eu", 1_000);
    Target us = place("us", 1);
    balancer.leaveAlone(eu, Duration.ofMinutes(1));

    assertThat(balancer.ordered(List.of(eu, us))).containsExactly(us, eu);
  }

  private double shareOf(String name, Target... places) {
    int first = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      List<Target> ordered = balancer.ordered(List.of(places));
      assertThat(ordered).containsExactlyInAnyOrder(places);
      first += ordered.getFirst().endpoint().name().equals(name) ? 1 : 0;
    }
    return first / (double) DRAWS;
  }

  private static Target place(String name, int weight) {
    return new Target(
        "groq",
        "llama",
        "llama",
        4_096,
        new Endpoint(
            name,
            weight,
            Map.of(Protocol.OPENAI_CHAT, "https://" + name + ".test"),
            Map.of(),
            new Credential.Fixed(Map.of())),
        false,
        true,
        ReasoningCount.INSIDE_COMPLETION,
        Set.of(),
        true);
  }
}
