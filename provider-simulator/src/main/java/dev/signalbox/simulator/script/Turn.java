package dev.signalbox.simulator.script;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One answer of a script.
 *
 * @param content what the model says, null for nothing
 * @param repeat how many times it says so
 * @param chunks the content cut as given instead of by token
 * @param finishReason null for the one that fits
 * @param usage a raw usage object instead of the counted one
 * @param pace null for the server's
 * @param fault name of a fault
 * @param raw a body to send byte by byte as it is
 */
public record Turn(
    @Nullable String content,
    int repeat,
    List<String> chunks,
    @Nullable String reasoning,
    List<ToolCall> toolCalls,
    @Nullable String finishReason,
    @Nullable JsonNode usage,
    @Nullable Pace pace,
    @Nullable String fault,
    @Nullable Raw raw) {

  /** A body to send as it is, whatever the request asked. */
  public record Raw(int status, String contentType, String body) {}

  static Turn saying(String content) {
    return new Turn(content, 1, List.of(), null, List.of(), null, null, null, null, null);
  }

  static Turn calling(ToolCall call) {
    return new Turn(null, 1, List.of(), null, List.of(call), null, null, null, null, null);
  }

  Turn at(Pace other) {
    return new Turn(
        content, repeat, chunks, reasoning, toolCalls, finishReason, usage, other, fault, raw);
  }

  Turn failing(String other) {
    return new Turn(
        content, repeat, chunks, reasoning, toolCalls, finishReason, usage, pace, other, raw);
  }
}
