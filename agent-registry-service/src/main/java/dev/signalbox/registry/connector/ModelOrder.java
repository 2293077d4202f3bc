package dev.signalbox.registry.connector;

import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.BuiltInAgent;
import dev.signalbox.registry.agent.Models;
import dev.signalbox.registry.agent.OpenAiCompatibleAgent;
import dev.signalbox.registry.agent.RemoteA2aAgent;
import dev.signalbox.registry.agent.RemoteAgent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The models of an agent in the order in which they are asked. Low complexity begins with the model
 * for that, medium with the first primary one, high with the first fallback; where there is none,
 * with the first primary one. The others follow: the primary ones, which cost nothing or little,
 * and then those that are paid for.
 */
final class ModelOrder {

  private ModelOrder() {}

  static List<String> of(AgentDefinition definition, Complexity complexity) {
    return switch (definition) {
      case BuiltInAgent agent -> of(agent.models(), complexity);
      case OpenAiCompatibleAgent agent -> List.of(agent.model());
      case RemoteAgent _ -> List.of();
      case RemoteA2aAgent _ -> List.of();
    };
  }

  private static List<String> of(Models models, Complexity complexity) {
    String first = models.primary().getFirst();
    String low = models.low();
    Set<String> order = new LinkedHashSet<>();
    order.add(
        switch (complexity) {
          case LOW -> low == null ? first : low;
          case MEDIUM -> first;
          case HIGH -> models.fallback().isEmpty() ? first : models.fallback().getFirst();
        });
    order.addAll(models.primary());
    order.addAll(models.fallback());
    return List.copyOf(order);
  }
}
