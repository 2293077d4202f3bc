package dev.signalbox.simulator.protocol;

import dev.signalbox.simulator.script.ScriptedUsage;
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
 * @param stoppedBy the text before which the answer ended, null when none did
 * @param spokenTokens what one choice costs, for its pace
 */
public record Answer(
    List<String> pieces,
    int repeat,
    @Nullable String reasoning,
    @Nullable String refusal,
    List<ToolCall> toolCalls,
    FinishReason finishReason,
    @Nullable String stoppedBy,
    int spokenTokens,
    Usage usage) {

  static Answer of(Turn turn, Inquiry inquiry, boolean reportsUsage) {
    Content content = Content.of(turn, inquiry);
    int reasoning = turn.reasoning() == null ? 0 : Tokens.count(turn.reasoning());
    int said =
        content.tokens()
            + turn.toolCalls().stream().mapToInt(ToolCall::tokens).sum()
            + (turn.refusal() == null ? 0 : Tokens.count(turn.refusal()));
    TokenUsage counted =
        TokenUsage.counted(
            inquiry.promptTokens(), said * inquiry.choices(), reasoning * inquiry.choices());
    return new Answer(
        content.pieces(),
        content.repeat(),
        turn.reasoning(),
        turn.refusal(),
        turn.toolCalls(),
        finishReason(turn, content),
        content.stoppedBy(),
        said + reasoning,
        reportsUsage ? usage(turn.usage(), counted) : new Usage.None());
  }

  /** The content as it is streamed; never all of it in memory. */
  public Stream<String> content() {
    return Content.repeated(pieces, repeat);
  }

  public String text() {
    return String.join("", pieces).repeat(repeat);
  }

  public boolean hasContent() {
    return !pieces.isEmpty();
  }

  public List<String> reasoningPieces() {
    return reasoning == null ? List.of() : Tokens.of(reasoning);
  }

  public List<String> refusalPieces() {
    return refusal == null ? List.of() : Tokens.of(refusal);
  }

  private static Usage usage(ScriptedUsage scripted, TokenUsage counted) {
    return switch (scripted) {
      case ScriptedUsage.Counted as -> new Usage.Counted(counted.with(as.instead()));
      case ScriptedUsage.AsGiven given -> new Usage.AsGiven(given.object());
      case ScriptedUsage.None ignored -> new Usage.None();
    };
  }

  private static FinishReason finishReason(Turn turn, Content content) {
    if (turn.finishReason() != null) {
      return FinishReason.named(turn.finishReason());
    }
    if (content.cut()) {
      return FinishReason.Usual.LENGTH;
    }
    if (turn.refusal() != null) {
      return FinishReason.Usual.REFUSAL;
    }
    if (!turn.toolCalls().isEmpty()) {
      return FinishReason.Usual.TOOL_CALLS;
    }
    return content.stoppedBy() == null ? FinishReason.Usual.STOP : FinishReason.Usual.STOP_SEQUENCE;
  }
}
