package dev.signalbox.routing.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.routing.agent.Models;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelPlanTests {

  private static final Models MODELS =
      new Models(List.of("a/one", "b/two"), List.of("c/three", "d/four"), "e/low");

  private static ModelPlan plan(Models models, Complexity complexity) {
    return ModelPlan.of(models, complexity, "z/default");
  }

  @Test
  void takesTheModelForTheComplexityAndKeepsTheOthersInOrder() {
    assertThat(plan(MODELS, Complexity.LOW))
        .isEqualTo(new ModelPlan("e/low", List.of("a/one", "b/two", "c/three", "d/four")));
    assertThat(plan(MODELS, Complexity.MEDIUM))
        .isEqualTo(new ModelPlan("a/one", List.of("b/two", "c/three", "d/four")));
    assertThat(plan(MODELS, Complexity.HIGH))
        .isEqualTo(new ModelPlan("c/three", List.of("a/one", "b/two", "d/four")));
  }

  @Test
  void makesDoWithThePrimaryModel() {
    Models primaryOnly = new Models(List.of("a/one"), List.of(), null);

    assertThat(plan(primaryOnly, Complexity.HIGH)).isEqualTo(new ModelPlan("a/one", List.of()));
    assertThat(plan(primaryOnly, Complexity.LOW)).isEqualTo(new ModelPlan("a/one", List.of()));
  }

  @Test
  void takesTheDefaultForAgentsWithoutModels() {
    assertThat(plan(new Models(List.of(), List.of(), null), Complexity.MEDIUM))
        .isEqualTo(new ModelPlan("z/default", List.of()));
  }
}
