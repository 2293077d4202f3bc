package dev.signalbox.registry.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.registry.connector.ChooseModels;
import dev.signalbox.registry.connector.Complexity;
import dev.signalbox.registry.connector.MessageComplexity;
import dev.signalbox.registry.connector.ModelChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ModelController {

  private static final String AUTO = "auto";

  private final VisibleAgents visible;
  private final ChooseModels choose;

  ModelController(VisibleAgents visible, ChooseModels choose) {
    this.visible = visible;
    this.choose = choose;
  }

  record ModelsView(
      String agentId,
      String complexity,
      List<String> models,
      List<PassedOverView> passedOver,
      List<String> unchecked) {}

  record PassedOverView(String model, String reason) {}

  /** The models that the agent is answered by, in the order in which they are asked. */
  @GetMapping("/api/v1/agents/{agentId}/model")
  ModelsView models(
      @PathVariable String agentId,
      @RequestParam(defaultValue = "medium") String complexity,
      @RequestParam @Nullable String message,
      Caller caller) {
    ModelChoice choice =
        choose.choose(visible.find(agentId, caller).definition(), measured(complexity, message));
    return new ModelsView(
        agentId,
        choice.complexity().code(),
        choice.models(),
        choice.passedOver().stream()
            .map(passed -> new PassedOverView(passed.model(), passed.reason().code()))
            .toList(),
        choice.unchecked());
  }

  private static Complexity measured(String complexity, @Nullable String message) {
    if (!complexity.equals(AUTO)) {
      return Complexity.of(complexity)
          .orElseThrow(() -> invalid("complexity", "must be low, medium, high or auto"));
    }
    if (message == null || message.isBlank()) {
      throw invalid("message", "must be there for complexity=auto to measure");
    }
    return MessageComplexity.of(message);
  }

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, field + " " + message)
        .withError(field, message);
  }
}
