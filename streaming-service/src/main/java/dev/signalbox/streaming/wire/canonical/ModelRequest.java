package dev.signalbox.streaming.wire.canonical;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for an answer of a model.
 *
 * @param turns the conversation, oldest first. Instructions are turns of the system; results of
 *     tools are turns of their own
 * @param parallelToolCalls whether several tools may be called at once; null leaves it to the
 *     provider
 * @param reasoning null leaves it to the provider
 * @param thoughtsShown whether thoughts are part of the answer; null leaves it to the provider
 * @param user who asks, as the client names them; null when it does not
 */
public record ModelRequest(
    List<Turn> turns,
    List<Tool> tools,
    ToolChoice toolChoice,
    @Nullable Boolean parallelToolCalls,
    Sampling sampling,
    OutputFormat format,
    @Nullable Reasoning reasoning,
    @Nullable Boolean thoughtsShown,
    @Nullable String user,
    boolean stream) {

  public ModelRequest {
    turns = List.copyOf(turns);
    tools = List.copyOf(tools);
  }

  /** Leaves it to the provider whether thoughts are shown. */
  public ModelRequest(
      List<Turn> turns,
      List<Tool> tools,
      ToolChoice toolChoice,
      @Nullable Boolean parallelToolCalls,
      Sampling sampling,
      OutputFormat format,
      @Nullable Reasoning reasoning,
      @Nullable String user,
      boolean stream) {
    this(
        turns,
        tools,
        toolChoice,
        parallelToolCalls,
        sampling,
        format,
        reasoning,
        null,
        user,
        stream);
  }
}
