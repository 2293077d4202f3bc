package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.provider.Models;
import dev.signalbox.streaming.provider.Resolution;
import dev.signalbox.streaming.provider.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * The models a request may be answered by, in order, each at every place where it is reached.
 *
 * @param passedOver those that cannot be asked, with the reason
 */
record Chain(List<Target> targets, List<String> passedOver) {

  /**
   * The chain of a call.
   *
   * @throws RefusedException when the request's own model is unknown, or nobody is left to ask
   */
  static Chain of(ModelCall call, Models models, Balancer balancer) {
    List<Target> targets = new ArrayList<>();
    List<String> passedOver = new ArrayList<>();
    List<String> names = new ArrayList<>();
    names.add(call.request().model());
    names.addAll(call.wishes().fallbackModels());
    for (String name : names) {
      switch (models.named(name)) {
        case Resolution.Reachable(List<Target> places) -> {
          if (targets.stream().noneMatch(known -> known.name().equals(places.getFirst().name()))) {
            targets.addAll(balancer.ordered(places));
          }
        }
        case Resolution.NoCredential(String provider, String model) ->
            passedOver.add(provider + '/' + model + "=no_provider_key");
        case Resolution.Unknown ignored -> {
          if (name.equals(call.request().model())) {
            throw RefusedException.unknownModel(name);
          }
          passedOver.add(name + "=model_not_found");
        }
      }
    }
    if (targets.isEmpty()) {
      throw RefusedException.noneLeft(
          "no_provider_key",
          "No model of the chain has a provider with a key: " + String.join(", ", passedOver) + '.',
          null);
    }
    return new Chain(targets, passedOver);
  }
}
