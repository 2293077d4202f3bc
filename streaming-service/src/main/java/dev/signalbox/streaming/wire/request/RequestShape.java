package dev.signalbox.streaming.wire.request;

import java.util.Set;

/**
 * Which fields of a protocol's request body concern us, by their names from the top, as {@code
 * generationConfig.maxOutputTokens}.
 *
 * @param modelInBody whether the body names the model and says whether it streams
 * @param conversation the list (or text) that must be there
 * @param text those whose characters are counted as input, {@code conversation} among them
 * @param outputLimits those that limit the output
 * @param streamOptions whether usage in a stream must be asked for, as OpenAI's chat completions
 *     want it
 * @param unmetered those that, when true, would have the answer given where it is not seen
 */
public record RequestShape(
    boolean modelInBody,
    String conversation,
    Set<String> text,
    Set<String> outputLimits,
    boolean streamOptions,
    Set<String> unmetered) {

  public RequestShape {
    text = Set.copyOf(text);
    outputLimits = Set.copyOf(outputLimits);
    unmetered = Set.copyOf(unmetered);
  }

  /** Of a protocol whose answers always come on the request's own connection. */
  public RequestShape(
      boolean modelInBody,
      String conversation,
      Set<String> text,
      Set<String> outputLimits,
      boolean streamOptions) {
    this(modelInBody, conversation, text, outputLimits, streamOptions, Set.of());
  }
}
