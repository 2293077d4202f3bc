package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.script.Tokens;
import dev.signalbox.simulator.script.ToolCall;
import dev.signalbox.simulator.script.Turn;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A turn fitted to a request: cut at its limits, counted.
 *
 * @param pieces the content as it is streamed, once
 * @param repeat how often the pieces come
 * @param outputTokens of one choice
 */
record Answer(
    List<String> pieces,
    int repeat,
    @Nullable String reasoning,
    List<ToolCall> toolCalls,
    String finishReason,
    int outputTokens) {

  static Answer of(Turn turn, ChatRequest request) {
    String content = turn.content() == null ? "" : turn.content();
    List<String> pieces =
        turn.chunks().isEmpty() ? Tokens.of(cutAtStop(content, request.stop())) : turn.chunks();
    long wanted = (long) pieces.size() * turn.repeat();
    int limit = request.maxTokens() == null ? Integer.MAX_VALUE : request.maxTokens();
    boolean cut = wanted > limit;
    if (cut) {
      pieces = repeated(pieces, turn.repeat()).limit(limit).toList();
    }
    int calls = turn.toolCalls().stream().mapToInt(Answer::tokens).sum();
    int reasoning = turn.reasoning() == null ? 0 : Tokens.count(turn.reasoning());
    int said = (int) Math.min(wanted, limit);
    return new Answer(
        pieces,
        cut ? 1 : turn.repeat(),
        turn.reasoning(),
        turn.toolCalls(),
        finishReason(turn, cut),
        said + calls + reasoning);
  }

  Stream<String> content() {
    return repeated(pieces, repeat);
  }

  String text() {
    return String.join("", pieces).repeat(repeat);
  }

  int reasoningTokens() {
    return reasoning == null ? 0 : Tokens.count(reasoning);
  }

  private static Stream<String> repeated(List<String> pieces, int times) {
    return Stream.generate(() -> pieces).limit(times).flatMap(List::stream);
  }

  private static String finishReason(Turn turn, boolean cut) {
    if (turn.finishReason() != null) {
      return turn.finishReason();
    }
    if (cut) {
      return "length";
    }
    return turn.toolCalls().isEmpty() ? "stop" : "tool_calls";
  }

  private static int tokens(ToolCall call) {
    return Tokens.count(call.name()) + Tokens.count(call.arguments());
  }

  private static String cutAtStop(String content, List<String> stops) {
    String cut = content;
    for (String stop : stops) {
      int at = stop.isEmpty() ? -1 : cut.indexOf(stop);
      cut = at < 0 ? cut : cut.substring(0, at);
    }
    return cut;
  }
}
