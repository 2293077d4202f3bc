package dev.signalbox.mcppool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcppool.connection.ScriptedServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BalancerTests {
  private final Balancer balancer = new Balancer(new Random(42));

  @Test
  void ofConnectionsThatHaveNothingToDoEachGetsItsShare() {
    Map<Integer, Long> chosen = chosen(3, 1);

    assertThat(chosen.get(1)).isBetween(650L, 850L);
    assertThat(chosen.get(2)).isBetween(150L, 350L);
  }

  @Test
  void thatHoldsForMoreThanTwoToo() {
    Map<Integer, Long> chosen = chosen(1, 1, 2);

    assertThat(chosen.get(3)).isBetween(400L, 600L);
    assertThat(chosen.get(1)).isBetween(150L, 350L);
  }

  /** How often each replica is chosen of a thousand times. */
  private Map<Integer, Long> chosen(int... weights) {
    Duration second = Duration.ofSeconds(1);
    try (ScriptedServer server = new ScriptedServer((connection, method) -> null)) {
      List<Member> members =
          new MemberFactory(
                  "scripted",
                  server.access(Clock.systemUTC(), weights),
                  Set.of(),
                  new BreakerSettings(2, 1, 50, second, second, second),
                  Clock.systemUTC())
              .members(1);
      return IntStream.range(0, 1000)
          .mapToObj(i -> balancer.choose(members).replica())
          .collect(Collectors.groupingBy(replica -> replica, Collectors.counting()));
    }
  }
}
