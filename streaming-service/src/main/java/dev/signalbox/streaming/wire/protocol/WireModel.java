package dev.signalbox.streaming.wire.protocol;

import java.util.Set;

/**
 * A model as its provider knows it.
 *
 * @param outputLimit tokens it puts out at most, for protocols in which a request must say so
 * @param quirks in what requests to it are worded unlike the protocol
 */
public record WireModel(String name, long outputLimit, Set<Quirk> quirks) {

  public WireModel {
    quirks = Set.copyOf(quirks);
  }

  /** A model without quirks. */
  public WireModel(String name, long outputLimit) {
    this(name, outputLimit, Set.of());
  }
}
