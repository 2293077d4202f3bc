package dev.signalbox.streaming.provider;

import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.ReasoningCount;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A model at the place where it is reached.
 *
 * @param provider the provider's id, also when the simulator stands in for it
 * @param model without the provider
 * @param wireModel the name the provider knows
 * @param outputLimit tokens it puts out at most, for protocols in which a request must say so
 * @param endpoints base addresses by the protocols that are spoken there, without a slash at the end
 * @param headers sent with every request
 * @param known whether the model is in the catalogue, so that its name may label a metric
 */
public record Target(
    String provider,
    String model,
    String wireModel,
    long outputLimit,
    Map<Protocol, String> endpoints,
    Map<String, String> headers,
    Credential credential,
    boolean simulated,
    boolean known,
    ReasoningCount reasoning) {

  public Target {
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException(provider + " speaks no protocol");
    }
    endpoints = Collections.unmodifiableMap(new EnumMap<>(endpoints));
    headers = Map.copyOf(headers);
  }

  /** {@code provider/model}. */
  public String name() {
    return provider + '/' + model;
  }

  /** The protocol it is asked in: the client's if it can be, so that nothing need be translated. */
  public Protocol spokenTo(Protocol client) {
    return endpoints.containsKey(client) ? client : endpoints.keySet().iterator().next();
  }

  /** The base address for one of its protocols. */
  public String endpoint(Protocol protocol) {
    String endpoint = endpoints.get(protocol);
    if (endpoint == null) {
      throw new IllegalArgumentException(provider + " does not speak " + protocol);
    }
    return endpoint;
  }
}
