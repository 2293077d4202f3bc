package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.RequestBounds;
import java.util.List;

/**
 * What is read of a chat completion request; everything else passes through unread.
 *
 * @param usageAsked whether the client itself asked for usage in the stream
 * @param estimatedInputTokens a quarter of the characters in messages and tools, and 3 per message
 * @param body the bytes as they came
 * @param edits where the body names the model and asks for usage
 */
public record ChatRequest(
    String model,
    boolean stream,
    boolean usageAsked,
    long estimatedInputTokens,
    RequestBounds bounds,
    RequestBytes body,
    List<RequestBytes.Place> edits) {

  /** The body for a provider: its own name for the model, and usage asked for in a stream. */
  public byte[] bodyFor(String wireModel) {
    return body.rewritten(edits, wireModel);
  }
}
