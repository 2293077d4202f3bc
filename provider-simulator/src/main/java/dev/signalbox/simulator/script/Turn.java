package dev.signalbox.simulator.script;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a script.
 *
 * @param content what the model says, null for nothing
 * @param repeat how many times it says so
 * @param chunks the content cut as given instead of by token
 * @param refusal why the model says no, null when it does not
 * @param finishReason null for the one that fits
 * @param pace null for the server's
 * @param fault name of a fault
 * @param raw a body to send byte by byte as it is
 */
public record Turn(
    @Nullable String content,
    int repeat,
    List<String> chunks,
    @Nullable String reasoning,
    @Nullable String refusal,
    List<ToolCall> toolCalls,
    @Nullable String finishReason,
    ScriptedUsage usage,
    @Nullable Pace pace,
    @Nullable String fault,
    @Nullable Raw raw) {

  /**
   * A body to send as it is, whatever the request asked.
   *
   * @param base64 whether the body is written in Base64
   */
  public record Raw(
      int status, String contentType, Map<String, String> headers, String body, boolean base64) {

    public byte[] bytes() {
      return base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }
  }

  static Turn saying(String content) {
    return plain(content, List.of());
  }

  static Turn calling(ToolCall call) {
    return plain(null, List.of(call));
  }

  Turn at(Pace other) {
    return new Turn(
        content,
        repeat,
        chunks,
        reasoning,
        refusal,
        toolCalls,
        finishReason,
        usage,
        other,
        fault,
        raw);
  }

  Turn failing(String other) {
    return new Turn(
        content,
        repeat,
        chunks,
        reasoning,
        refusal,
        toolCalls,
        finishReason,
        usage,
        pace,
        other,
        raw);
  }

  private static Turn plain(@Nullable String content, List<ToolCall> calls) {
    return new Turn(
        content, 1, List.of(), null, null, calls, null, ScriptedUsage.COUNTED, null, null, null);
  }
}
