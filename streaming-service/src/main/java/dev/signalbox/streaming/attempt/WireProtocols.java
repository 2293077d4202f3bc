package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The protocols that are spoken. */
public final class WireProtocols {

  private final Map<Protocol, WireProtocol> byName = new EnumMap<>(Protocol.class);

  public WireProtocols(List<? extends WireProtocol> spoken) {
    spoken.forEach(protocol -> byName.put(protocol.protocol(), protocol));
  }

  public WireProtocol of(Protocol protocol) {
    WireProtocol found = byName.get(protocol);
    if (found == null) {
      throw new IllegalArgumentException(protocol + " is not spoken");
    }
    return found;
  }
}
