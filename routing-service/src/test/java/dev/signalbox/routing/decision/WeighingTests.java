package dev.signalbox.routing.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.routing.agent.Abilities;
import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.AgentHealth;
import dev.signalbox.routing.agent.AgentKind;
import dev.signalbox.routing.agent.AgentStatus;
import dev.signalbox.routing.agent.Limits;
import dev.signalbox.routing.agent.Models;
import dev.signalbox.routing.agent.Standing;
import dev.signalbox.routing.testing.Choosing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeighingTests {

  private static Agent agent(AgentHealth health, int most) {
    return new Agent(
        "keeper",
        "Keeper",
        "",
        AgentKind.BUILT_IN,
        "",
        List.of(),
        new Models(List.of(), List.of(), null),
        List.of(),
        null,
        new Standing(AgentStatus.ACTIVE, health, 100, null),
        new Limits(most, null),
        new Abilities(List.of("honey_making"), List.of("wild bees", "hives")));
  }

  private static Assessment assess(Agent agent, AgentRecord record, String message) {
    return new Weighing(Choosing.properties(Map.of()).weights(), id -> record)
        .assess(agent, 0.8, Weighing.words(message));
  }

  @Test
  void saysWhatEveryPartIs() {
    Parts parts =
        assess(
                agent(AgentHealth.DEGRADED, 4),
                new AgentRecord(1, 10, 5, 0.01),
                "Making honey, and wild flowers")
            .parts();

    assertThat(parts).isEqualTo(new Parts(0.8, 1, 0.5, 0.5, 0.75, 0.75, 0.5));
  }

  @Test
  void thinksWellOfAnAgentThatNothingIsKnownOf() {
    Parts parts = assess(agent(AgentHealth.UNKNOWN, 4), AgentRecord.NONE, "").parts();

    assertThat(parts).isEqualTo(new Parts(0.8, 0, 0, 0.9, 1, 1, 1));
  }

  @Test
  void scoresLowerForWhateverSpeaksAgainst() {
    double well = assess(agent(AgentHealth.HEALTHY, 4), AgentRecord.NONE, "").score();

    assertThat(assess(agent(AgentHealth.UNHEALTHY, 4), AgentRecord.NONE, "").score())
        .isLessThan(well);
    assertThat(assess(agent(AgentHealth.HEALTHY, 4), new AgentRecord(9, 0, 0, 0), "").score())
        .isLessThan(well);
    assertThat(assess(agent(AgentHealth.HEALTHY, 4), new AgentRecord(0, 0, 9, 0), "").score())
        .isLessThan(well);
    assertThat(assess(agent(AgentHealth.HEALTHY, 4), new AgentRecord(0, 9, 0, 1), "").score())
        .isLessThan(well);
    assertThat(assess(agent(AgentHealth.HEALTHY, 4), AgentRecord.NONE, "honey making").score())
        .isGreaterThan(well);
  }
}
