package dev.signalbox.registry.connector;

import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.OpenAiCompatibleAgent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Chooses the models that an agent is answered by. */
@Service
public class ChooseModels {

  private final KnownModels known;

  ChooseModels(KnownModels known) {
    this.known = known;
  }

  /** Chooses them. The model of an agent that runs elsewhere is nobody else's affair. */
  public ModelChoice choose(AgentDefinition definition, Complexity complexity) {
    List<String> order = ModelOrder.of(definition, complexity);
    if (order.isEmpty() || definition instanceof OpenAiCompatibleAgent) {
      return new ModelChoice(complexity, order, List.of(), List.of());
    }
    Optional<Map<String, String>> reachable = known.reachable();
    if (reachable.isEmpty()) {
      return new ModelChoice(complexity, order, List.of(), List.of("reachable", "priced"));
    }
    List<String> models = new ArrayList<>();
    List<PassedOver> passedOver = new ArrayList<>();
    Set<String> unchecked = new LinkedHashSet<>();
    for (String model : order) {
      String provider = reachable.get().get(model);
      if (provider == null) {
        passedOver.add(new PassedOver(model, PassedOver.UNREACHABLE));
        continue;
      }
      Optional<Boolean> priced = known.isPriced(provider, unprefixed(provider, model));
      if (priced.isEmpty()) {
        unchecked.add("priced");
      }
      if (priced.orElse(true)) {
        models.add(model);
      } else {
        passedOver.add(new PassedOver(model, PassedOver.UNPRICED));
      }
    }
    return new ModelChoice(complexity, models, passedOver, List.copyOf(unchecked));
  }

  private static String unprefixed(String provider, String model) {
    return model.startsWith(provider + '/') ? model.substring(provider.length() + 1) : model;
  }
}
