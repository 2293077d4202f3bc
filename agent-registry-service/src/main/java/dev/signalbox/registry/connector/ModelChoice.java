package dev.signalbox.registry.connector;

import java.util.List;

/**
 * The models that an agent is answered by.
 *
 * @param models in the order in which they are asked
 * @param passedOver those that are not, and why
 * @param unchecked what could not be found out, because the service that knows is away
 */
public record ModelChoice(
    Complexity complexity,
    List<String> models,
    List<PassedOver> passedOver,
    List<String> unchecked) {

  public ModelChoice {
    models = List.copyOf(models);
    passedOver = List.copyOf(passedOver);
    unchecked = List.copyOf(unchecked);
  }
}
