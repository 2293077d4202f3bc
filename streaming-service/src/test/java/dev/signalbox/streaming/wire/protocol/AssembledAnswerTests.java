package dev.signalbox.streaming.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.StopReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class AssembledAnswerTests {

  @Test
  void piecesOfTheSameKindAreOnePart() {
    AssembledAnswer answer =
        AssembledAnswer.of(
            List.of(
                new AnswerEvent.Started("1", "m"),
                new AnswerEvent.ThinkingDelta("Let me "),
                new AnswerEvent.ThinkingDelta("see."),
                new AnswerEvent.ThinkingSigned("gemini:a"),
                new AnswerEvent.ThinkingDelta("More."),
                new AnswerEvent.RedactedThinking("gemini:b"),
                new AnswerEvent.RedactedThinking("gemini:c"),
                new AnswerEvent.TextDelta("Yes"),
                new AnswerEvent.RefusalDelta(", but no."),
                new AnswerEvent.Finished(StopReason.REFUSAL, null),
                new AnswerEvent.Ended()));

    assertThat(answer.parts())
        .containsExactly(
            new Part.Thinking("Let me see.", "gemini:a"),
            new Part.Thinking("More.", null),
            new Part.RedactedThinking("gemini:b"),
            new Part.RedactedThinking("gemini:c"),
            new Part.Text("Yes, but no."));
    assertThat(answer.stop()).isEqualTo(StopReason.REFUSAL);
    assertThat(answer.usage()).isNull();
  }

  @Test
  void argumentsOfCallsMadeSideBySideAreKeptApart() {
    AssembledAnswer answer =
        AssembledAnswer.of(
            List.of(
                new AnswerEvent.ToolCallStarted(0, "a", "f", null),
                new AnswerEvent.ToolCallStarted(1, "b", "g", "gemini:s"),
                new AnswerEvent.ToolArgumentsDelta(0, "{\"x\":"),
                new AnswerEvent.ToolArgumentsDelta(1, "{}"),
                new AnswerEvent.ToolArgumentsDelta(0, "1}"),
                new AnswerEvent.ToolArgumentsDelta(7, "nobody's"),
                new AnswerEvent.Finished(StopReason.STOP_SEQUENCE, "END")));

    assertThat(answer.parts())
        .containsExactly(
            new Part.ToolCall("a", "f", "{\"x\":1}", null),
            new Part.ToolCall("b", "g", "{}", "gemini:s"));
    assertThat(answer.stopSequence()).isEqualTo("END");
  }

  @Test
  void theLastUsageCounts() {
    AssembledAnswer answer =
        AssembledAnswer.of(List.of(usage(1), usage(2), new AnswerEvent.OtherOutput()));

    assertThat(answer.usage()).isEqualTo(usage(2));
    assertThat(answer.parts()).isEmpty();
  }

  private static AnswerEvent.Usage usage(long tokens) {
    return new AnswerEvent.Usage(
        JsonNodeFactory.instance.objectNode(), TokenBuckets.of(tokens, tokens));
  }
}
