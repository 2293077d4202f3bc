package dev.signalbox.streaming.provider;

import dev.signalbox.streaming.wire.Protocol;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A place where a provider is reached: a region, a key, an account.
 *
 * @param name among the provider's places
 * @param weight its share of the requests beside those of the others
 * @param addresses base addresses by the protocols that are spoken there, without a slash at the
 *     end
 * @param headers sent with every request
 */
public record Endpoint(
    String name,
    int weight,
    Map<Protocol, String> addresses,
    Map<String, String> headers,
    Credential credential) {

  public Endpoint {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException(name + " speaks no protocol");
    }
    addresses = Collections.unmodifiableMap(new EnumMap<>(addresses));
    headers = Map.copyOf(headers);
  }

  /** The protocol to ask in: the client's if it can be, so that nothing need be translated. */
  public Protocol spokenTo(Protocol client) {
    return addresses.containsKey(client) ? client : addresses.keySet().iterator().next();
  }

  /** The base address for one of its protocols. */
  public String address(Protocol protocol) {
    String address = addresses.get(protocol);
    if (address == null) {
      throw new IllegalArgumentException(name + " does not speak " + protocol);
    }
    return address;
  }
}
