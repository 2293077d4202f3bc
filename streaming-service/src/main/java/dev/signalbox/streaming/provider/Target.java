package dev.signalbox.streaming.provider;

import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.protocol.Quirk;
import java.util.Set;

/**
 * A model at a place where it is reached.
 *
 * @param provider the provider's id, also when the simulator stands in for it
 * @param model without the provider
 * @param wireModel the name the provider knows
 * @param outputLimit tokens it puts out at most, for protocols in which a request must say so
 * @param known whether the model is in the catalogue, so that its name may label a metric
 * @param quirks in what requests to it are worded unlike their protocol
 * @param cancelStopsBilling whether the provider stops counting when its connection is closed
 */
public record Target(
    String provider,
    String model,
    String wireModel,
    long outputLimit,
    Endpoint endpoint,
    boolean simulated,
    boolean known,
    ReasoningCount reasoning,
    Set<Quirk> quirks,
    boolean cancelStopsBilling) {

  public Target {
    quirks = Set.copyOf(quirks);
  }

  /** {@code provider/model}. */
  public String name() {
    return provider + '/' + model;
  }

  /** The model at this very place: what has a circuit breaker and a latency of its own. */
  public String place() {
    return name() + '@' + endpoint.name();
  }
}
