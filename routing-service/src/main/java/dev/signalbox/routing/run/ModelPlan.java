package dev.signalbox.routing.run;

import dev.signalbox.routing.agent.Models;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The models an answer may come from.
 *
 * @param model the first to ask
 * @param fallbacks whom to ask when it cannot be reached, in order
 */
public record ModelPlan(String model, List<String> fallbacks) {
  public ModelPlan {
    fallbacks = List.copyOf(fallbacks);
  }

  /** Whichever may be asked. */
  List<String> all() {
    return Stream.concat(Stream.of(model), fallbacks.stream()).toList();
  }

  /**
   * Low complexity takes the agent's model for that, or else the first primary; medium the first
   * primary; high the first fallback, or else the first primary. The others stand by, primary ones
   * first.
   *
   * @param defaultModel for agents that name no primary model
   */
  static ModelPlan of(Models models, Complexity complexity, String defaultModel) {
    String first = models.primary().isEmpty() ? defaultModel : models.primary().getFirst();
    String model =
        switch (complexity) {
          case LOW -> models.low() == null ? first : models.low();
          case MEDIUM -> first;
          case HIGH -> models.fallback().isEmpty() ? first : models.fallback().getFirst();
        };
    Set<String> others = new LinkedHashSet<>(models.primary());
    others.addAll(models.fallback());
    others.remove(model);
    return new ModelPlan(model, List.copyOf(others));
  }
}
