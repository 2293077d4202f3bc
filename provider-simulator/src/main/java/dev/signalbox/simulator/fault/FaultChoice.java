package dev.signalbox.simulator.fault;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what goes wrong with a request: the fault a header names, the one planned for its model,
 * the one of its script, the one in its model's name.
 */
public final class FaultChoice {

  private final PlannedFaults planned;

  public FaultChoice(PlannedFaults planned) {
    this.planned = planned;
  }

  /**
   * The fault of a request.
   *
   * @param header null when the request names none
   * @param scripted null when its script names none
   * @throws UnknownFaultException when the header names what is no fault
   */
  public Optional<Fault> of(@Nullable String header, String model, @Nullable String scripted) {
    if (header != null) {
      Optional<Fault> named = Fault.named(header);
      if (named.isEmpty()) {
        throw new UnknownFaultException(header);
      }
      return named;
    }
    return planned
        .next(model)
        .or(() -> Optional.ofNullable(scripted).flatMap(Fault::named))
        .or(() -> Fault.inModel(model));
  }
}
