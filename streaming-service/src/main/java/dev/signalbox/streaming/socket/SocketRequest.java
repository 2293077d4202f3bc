package dev.signalbox.streaming.socket;

import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.request.Addressed;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that came in a message.
 *
 * @param body as its protocol has it over HTTP
 * @param headers that would come with it there, names in lower case
 * @param timeout null when the client does not say
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record SocketRequest(
    Protocol protocol,
    Addressed addressed,
    byte[] body,
    Map<String, String> headers,
    @Nullable Duration timeout) {

  public SocketRequest {
    headers = Map.copyOf(headers);
  }
}
