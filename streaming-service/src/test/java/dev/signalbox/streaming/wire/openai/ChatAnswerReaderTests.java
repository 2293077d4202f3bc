package dev.signalbox.streaming.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Ended;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Failed;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Finished;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Malformed;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.OtherOutput;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.RedactedThinking;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.RefusalDelta;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Started;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.TextDelta;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.ThinkingDelta;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.ThinkingSigned;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.ToolArgumentsDelta;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.ToolCallStarted;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.sse.SseEvent;
import dev.signalbox.streaming.wire.sse.SseSplitter;
import dev.signalbox.streaming.wire.testing.RecordedStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ChatAnswerReaderTests {

  private final JsonMapper json = JsonMapper.builder().build();
  private final ChatAnswerReader reader =
      new ChatAnswerReader(json, ReasoningCount.INSIDE_COMPLETION);

  @Test
  void textToolsAndUsageAreRead() {
    assertThat(read(ChatStreams.OPENAI))
        .containsExactly(
            new Started("chatcmpl-1", "gpt-x"),
            new TextDelta(""),
            new TextDelta("Grüß "),
            new TextDelta("Gott 😀"),
            new ToolCallStarted(0, "call_a", "weather", null),
            new ToolArgumentsDelta(0, "{\"city\":"),
            new ToolArgumentsDelta(0, "\"Bern\"}"),
            new ToolCallStarted(1, "call_b", "now", null),
            new ToolArgumentsDelta(1, "{}"),
            new Finished(StopReason.TOOL_CALLS, null),
            new AnswerEvent.Usage(
                json.readTree(
                    "{\"prompt_tokens\":12,\"completion_tokens\":34,\"total_tokens\":46,\"prompt_tokens_details\":{\"cached_tokens\":2}}"),
                new TokenBuckets(10, 2, 0, 0, 0, 0, 34, 0, 0)),
            new Ended());
  }

  @Test
  void thoughtsSaidTwiceAreReadOnceWithTheirSignature() {
    assertThat(read(ChatStreams.OPENROUTER))
        .filteredOn(event -> !(event instanceof TextDelta(String text) && text.isEmpty()))
        .filteredOn(event -> !(event instanceof AnswerEvent.Usage))
        .containsExactly(
            new Started("gen-1", "claude"),
            new ThinkingDelta("Let"),
            new ThinkingDelta(" me"),
            new ThinkingSigned("openai_chat:c2ln"),
            new RedactedThinking("openai_chat:b3Bh"),
            new TextDelta("Yes."),
            new Finished(StopReason.END, null),
            new Ended());
  }

  @Test
  void callsWithTheSameIndexAreToldApart() {
    assertThat(read(ChatStreams.GEMINI))
        .containsExactly(
            new Started("x", "gemini"),
            new ToolCallStarted(0, "f-1", "weather", "openai_chat:c2ln"),
            new ToolArgumentsDelta(0, "{\"city\":\"Bern\"}"),
            new ToolCallStarted(1, "f-2", "weather", null),
            new ToolArgumentsDelta(1, "{\"city\":\"Oslo\"}"),
            new Finished(StopReason.TOOL_CALLS, null),
            new Ended());
  }

  @Test
  void contentInPartsIsRead() {
    assertThat(read(ChatStreams.MISTRAL))
        .filteredOn(event -> !(event instanceof AnswerEvent.Usage))
        .containsExactly(
            new Started("1", "magistral"),
            new ThinkingDelta("Hm"),
            new TextDelta("Oui"),
            new OtherOutput(),
            new TextDelta(""),
            new Finished(StopReason.MAX_TOKENS, null),
            new Ended());
  }

  @Test
  void thoughtsBesideTheContentAreRead() {
    assertThat(read(ChatStreams.DEEPSEEK))
        .contains(new ThinkingDelta("Well"), new TextDelta("Ja"))
        .filteredOn(AnswerEvent.Usage.class::isInstance)
        .extracting(event -> ((AnswerEvent.Usage) event).buckets())
        .containsExactly(new TokenBuckets(2, 8, 0, 0, 0, 0, 1, 3, 0));
  }

  @Test
  void aRefusalIsNoAnswer() {
    assertThat(read(ChatStreams.REFUSAL))
        .contains(new RefusalDelta("I cannot."))
        .contains(new Finished(StopReason.REFUSAL, null));
  }

  @Test
  void severalAlternativesAndTheirCallsAreKeptApart() {
    assertThat(
            chunk(
                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\"}}]},\"finish_reason\":\"tool_calls\"},"
                    + "{\"index\":1,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"f\"}}]},\"finish_reason\":\"length\"}]}"))
        .containsExactly(
            new Started(null, null),
            new ToolCallStarted(0, "a", "f", null),
            new Finished(StopReason.TOOL_CALLS, null),
            new ToolCallStarted(1, "b", "f", null),
            new Finished(StopReason.MAX_TOKENS, null));
  }

  @Test
  void piecesOfACallMayRepeatItsIdOrInventOne() {
    assertThat(
            chunk(
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}},"
                    + "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"}\"}},"
                    + "{\"index\":0,\"id\":\"other\",\"function\":{\"arguments\":\" \"}}]}}]}"))
        .containsExactly(
            new Started(null, null),
            new ToolCallStarted(0, "a", "f", null),
            new ToolArgumentsDelta(0, "{"),
            new ToolArgumentsDelta(0, "}"),
            new ToolArgumentsDelta(0, " "));
  }

  @Test
  void argumentsMayBeAnObjectAndIdsMissing() {
    assertThat(
            chunk(
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1}}},{\"function\":{\"name\":\"g\"}}]}}]}"))
        .containsExactly(
            new Started(null, null),
            new ToolCallStarted(0, "call_1", "f", null),
            new ToolArgumentsDelta(0, "{\"a\":1}"),
            new ToolCallStarted(1, "call_2", "g", null));
  }

  @Test
  void functionsAndSoundAreOutput() {
    assertThat(
            chunk(
                "{\"choices\":[{\"delta\":{\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"},\"audio\":{\"data\":\"UklG\"}}}]}"))
        .contains(new ToolCallStarted(0, "call_1", "f", null), new OtherOutput());
  }

  @ParameterizedTest
  @CsvSource({
    "stop,END",
    "eos,END",
    "stop_sequence,STOP_SEQUENCE",
    "length,MAX_TOKENS",
    "model_length,MAX_TOKENS",
    "tool_calls,TOOL_CALLS",
    "function_call,TOOL_CALLS",
    "content_filter,CONTENT_FILTER",
    "novel,OTHER"
  })
  void reasonsToStopAreUnderstood(String reason, StopReason understood) {
    assertThat(chunk("{\"choices\":[{\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}"))
        .contains(new Finished(understood, null));
  }

  @Test
  void aRoleChunkIsNoOutput() {
    assertThat(chunk("{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}"))
        .noneMatch(AnswerEvent::output);
  }

  @Test
  void theEndAnErrorAndNonsenseAreTold() {
    assertThat(chunk("[DONE]")).containsExactly(new Ended());
    assertThat(chunk("{\"error\":{\"message\":\"no\"}}")).containsExactly(new Failed("no"));
    assertThat(chunk("{\"error\":\"no\"}")).containsExactly(new Failed("no"));
    assertThat(chunk("{\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]}"))
        .contains(new Failed("The model ended with an error."));
    assertThat(chunk("{\"choices\":[")).containsExactly(new Malformed());
    assertThat(chunk("7")).containsExactly(new Malformed());
    assertThat(reader.read(event(": comment\n\n"))).isEmpty();
    assertThat(reader.read(event("data:\n\n"))).isEmpty();
  }

  @Test
  void aWholeAnswerIsReadAsAStreamIs() {
    String body =
        """
        {"id":"1","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant",
          "content":"Hi","reasoning_content":"Hm","refusal":null,"annotations":[],
          "tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},
                        {"id":"b","type":"function","function":{"name":"f","arguments":"{}"}}]},
          "logprobs":null,"finish_reason":"tool_calls"}]}
        """;

    assertThat(reader.whole(body.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(
            new Started("1", "m"),
            new ThinkingDelta("Hm"),
            new TextDelta("Hi"),
            new ToolCallStarted(0, "a", "f", null),
            new ToolArgumentsDelta(0, "{}"),
            new ToolCallStarted(1, "b", "f", null),
            new ToolArgumentsDelta(1, "{}"),
            new Finished(StopReason.TOOL_CALLS, null),
            new Ended());
  }

  @Test
  void anErrorInsideAnAnswerIsTold() {
    assertThat(reader.whole("{\"error\":{\"message\":\"no\"}}".getBytes(StandardCharsets.UTF_8)))
        .first()
        .isEqualTo(new Failed("no"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no", "[]", "{}", "{\"choices\":7}"})
  void whatIsNoCompletionIsMalformed(String body) {
    assertThat(reader.whole(body.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(new Malformed());
  }

  private List<AnswerEvent> read(String stream) {
    return new RecordedStream(new ChatProtocol(json), stream).events();
  }

  private List<AnswerEvent> chunk(String data) {
    return reader.read(event("data: " + data + "\n\n"));
  }

  private static SseEvent event(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new SseSplitter(10_000).feed(bytes, 0, bytes.length).getFirst();
  }
}
