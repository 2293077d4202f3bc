package dev.signalbox.streaming.wire.request;

import java.util.Set;

/**
 * Which fields of a protocol's request body concern us, by their names from the top, as {@code
 * generationConfig.maxOutputTokens}.
 *
 * @param modelInBody whether the body names the model and says whether it streams
 * @param conversation the list (or text) that must be there
 * @param element what that is a list of
 * @param text those whose characters are counted as input, {@code conversation} among them
 * @param outputLimits those that limit the output
 * @param choices those that say how many answers are wanted
 * @param streamOptions whether usage in a stream must be asked for, as OpenAI's chat completions
 *     want it
 * @param unmetered those that, when true, would have the answer given where it is not seen
 */
public record RequestShape(
    boolean modelInBody,
    String conversation,
    Element element,
    Set<String> text,
    Set<String> outputLimits,
    Set<String> choices,
    boolean streamOptions,
    Set<String> unmetered) {

  /** What a request asks about. */
  public enum Element {
    /** An object, which costs some tokens beside its text. */
    MESSAGE(3),
    /** A text, or one as the numbers of its tokens. */
    INPUT(0);

    private final int overhead;

    Element(int overhead) {
      this.overhead = overhead;
    }

    int overhead() {
      return overhead;
    }
  }

  public RequestShape {
    text = Set.copyOf(text);
    outputLimits = Set.copyOf(outputLimits);
    choices = Set.copyOf(choices);
    unmetered = Set.copyOf(unmetered);
  }

  /** Of a conversation that is always answered on its own connection. */
  public RequestShape(
      boolean modelInBody,
      String conversation,
      Set<String> text,
      Set<String> outputLimits,
      Set<String> choices,
      boolean streamOptions) {
    this(
        modelInBody,
        conversation,
        Element.MESSAGE,
        text,
        outputLimits,
        choices,
        streamOptions,
        Set.of());
  }
}
