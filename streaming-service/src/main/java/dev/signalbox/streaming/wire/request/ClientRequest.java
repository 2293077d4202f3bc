package dev.signalbox.streaming.wire.request;

import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.RequestBounds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read of every request; everything else passes through unread as long as the provider
 * speaks the same protocol.
 *
 * @param usageHidden whether the provider is asked to report usage in a stream whose client did not
 *     ask for it
 * @param estimatedInputTokens a quarter of the characters of text and tools, and 3 per message
 * @param maxOutputTokens the client's own limit, null when it sets none
 * @param bounds what else bounds what it may use
 * @param body the bytes as they came
 * @param edits where the body names the model and asks for usage
 */
public record ClientRequest(
    Protocol protocol,
    String model,
    boolean stream,
    boolean usageHidden,
    long estimatedInputTokens,
    @Nullable Long maxOutputTokens,
    RequestBounds bounds,
    RequestBytes body,
    List<RequestBytes.Place> edits) {

  /**
   * The body for a provider of the same protocol: its own name for the model, and usage asked for
   * in a stream.
   */
  public byte[] bodyFor(String wireModel) {
    return body.rewritten(edits, wireModel);
  }
}
