package dev.signalbox.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.registry.agent.AgentStatus;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LifeCycleStepTests {

  @Test
  void leadsFromEveryStatusWhereItShould() {
    assertThat(table(LifeCycleStep.ACTIVATE))
        .isEqualTo(Map.of("draft", "active", "active", "active", "draining", "active"));
    assertThat(table(LifeCycleStep.DRAIN))
        .isEqualTo(Map.of("active", "draining", "draining", "draining"));
    assertThat(table(LifeCycleStep.ISOLATE))
        .isEqualTo(
            Map.of(
                "draft",
                "isolated",
                "active",
                "isolated",
                "draining",
                "isolated",
                "isolated",
                "isolated"));
    assertThat(table(LifeCycleStep.RESTORE))
        .isEqualTo(Map.of("isolated", "active", "retired", "draft"));
    assertThat(table(LifeCycleStep.RETIRE).values()).hasSize(5).containsOnly("retired");
  }

  @Test
  void goesByItsNameInPaths() {
    assertThat(LifeCycleStep.of("drain")).contains(LifeCycleStep.DRAIN);
    assertThat(LifeCycleStep.of("DRAIN")).isEmpty();
    assertThat(LifeCycleStep.of("pause")).isEmpty();
  }

  private static Map<String, String> table(LifeCycleStep step) {
    Map<String, String> table = new TreeMap<>();
    Arrays.stream(AgentStatus.values())
        .forEach(
            from -> step.from(from).ifPresent(target -> table.put(from.code(), target.code())));
    return table;
  }
}
