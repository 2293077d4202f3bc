package dev.signalbox.registry.trial;

import dev.signalbox.registry.agent.BuiltInAgent;
import dev.signalbox.registry.connector.ChooseModels;
import dev.signalbox.registry.connector.Complexity;
import dev.signalbox.registry.connector.ModelChoice;
import dev.signalbox.registry.connector.PassedOver.Reason;
import dev.signalbox.registry.directory.McpServers;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Tries an agent that the platform runs: there must be a model that can answer, as far as that can
 * be found out. Tool servers may come later, so those that are not known are only noted.
 */
@Component
final class TryModels {

  private final ChooseModels choose;
  private final McpServers servers;

  TryModels(ChooseModels choose, McpServers servers) {
    this.choose = choose;
    this.servers = servers;
  }

  Tried tryOut(BuiltInAgent agent) {
    ModelChoice choice = choose.choose(agent, Complexity.MEDIUM);
    if (choice.models().isEmpty()) {
      String why =
          choice.passedOver().stream()
              .map(model -> model.model() + ": " + model.reason().code())
              .collect(Collectors.joining(", ", "no model can be asked: ", ""));
      // One without a price answers, but for those whose budget must not be exceeded.
      return choice.passedOver().stream().anyMatch(model -> model.reason() == Reason.NO_PRICE)
          ? new Tried.Works(why)
          : new Tried.Fails(why);
    }
    List<String> unknown = servers.unknown(agent.mcpTools());
    return new Tried.Works(
        unknown.isEmpty()
            ? null
            : "tool servers that are not known yet: " + String.join(", ", unknown));
  }
}
