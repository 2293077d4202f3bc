package dev.signalbox.registry.connector;

import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.OpenAiCompatibleAgent;
import dev.signalbox.registry.connector.PassedOver.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    Optional<Map<String, KnownModel>> states = known.states(order);
    if (states.isEmpty()) {
      return new ModelChoice(complexity, order, List.of(), List.of("reachable", "priced"));
    }
    List<String> models = new ArrayList<>();
    List<PassedOver> passedOver = new ArrayList<>();
    Set<String> unchecked = new LinkedHashSet<>();
    for (String model : order) {
      Optional<Reason> reason = objection(states.get().get(model), unchecked);
      reason.ifPresentOrElse(
          found -> passedOver.add(new PassedOver(model, found)), () -> models.add(model));
    }
    return new ModelChoice(complexity, models, passedOver, List.copyOf(unchecked));
  }

  private Optional<Reason> objection(@Nullable KnownModel model, Set<String> unchecked) {
    if (model == null) {
      return Optional.of(Reason.UNKNOWN);
    }
    return switch (model.state()) {
      case RETIRED -> Optional.of(Reason.RETIRED);
      case NO_KEY -> Optional.of(Reason.NO_KEY);
      case NOT_RUNNING -> Optional.of(Reason.NOT_RUNNING);
      case UNKNOWN -> Optional.of(Reason.UNKNOWN);
      case ANSWERS -> {
        Optional<Boolean> priced = known.isPriced(model.provider(), model.model());
        if (priced.isEmpty()) {
          unchecked.add("priced");
        }
        yield priced.orElse(true) ? Optional.empty() : Optional.of(Reason.NO_PRICE);
      }
    };
  }
}
