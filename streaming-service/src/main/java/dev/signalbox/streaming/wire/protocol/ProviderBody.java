package dev.signalbox.streaming.wire.protocol;

import java.util.List;

/**
 * A request worded for a provider.
 *
 * @param unused hints of the client that make no difference to the answer and that the protocol has
 *     no place for, by name, as {@code cache_control}
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record ProviderBody(byte[] json, List<String> unused) {

  public ProviderBody {
    unused = List.copyOf(unused);
  }
}
