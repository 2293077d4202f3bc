package dev.signalbox.streaming.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Ended;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Finished;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.RedactedThinking;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.RefusalDelta;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Started;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.TextDelta;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.ThinkingDelta;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.ThinkingSigned;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.ToolArgumentsDelta;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.ToolCallStarted;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.Conventions;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.request.Addressed;
import dev.signalbox.streaming.wire.testing.RecordedStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChatAnswerWriterTests {

  private static final TokenBuckets EVERY_BUCKET = new TokenBuckets(10, 20, 30, 0, 4, 5, 60, 70, 8);

  private final JsonMapper json = JsonMapper.builder().build();
  private final ChatProtocol protocol = new ChatProtocol(json);

  private final List<AnswerEvent> answer =
      List.of(
          new Started("upstream", "other"),
          new ThinkingDelta("Let"),
          new ThinkingDelta(" me"),
          new ThinkingSigned("anthropic_messages:c2ln"),
          new RedactedThinking("openai_chat:b3Bh"),
          new TextDelta("Grüß"),
          new TextDelta(" Gott"),
          new ToolCallStarted(0, "call_a", "weather", "gemini:c2ln"),
          new ToolArgumentsDelta(0, "{\"city\":"),
          new ToolArgumentsDelta(0, "\"Bern\"}"),
          new ToolCallStarted(1, "call_b", "now", null),
          new ToolArgumentsDelta(1, "{}"),
          new Finished(StopReason.TOOL_CALLS, null),
          usage());

  @Test
  void chunksAreWordedAsOpenAiDoes() {
    assertThat(
            streamed(
                false,
                List.of(
                    new Started("upstream", "other"),
                    new TextDelta(""),
                    new TextDelta("Hi\n"),
                    new ToolCallStarted(0, "call_a", "f", null),
                    new ToolArgumentsDelta(0, "{}"),
                    new Finished(StopReason.TOOL_CALLS, null),
                    new AnswerEvent.Usage(json.createObjectNode(), TokenBuckets.of(3, 4)),
                    new Ended())))
        .isEqualTo(
            """
            data: {"id":"chatcmpl-0a","object":"chat.completion.chunk","created":1700000000,"model":"asked","choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}],"usage":null}

            data: {"id":"chatcmpl-0a","object":"chat.completion.chunk","created":1700000000,"model":"asked","choices":[{"index":0,"delta":{"content":"Hi\\n"},"logprobs":null,"finish_reason":null}],"usage":null}

            data: {"id":"chatcmpl-0a","object":"chat.completion.chunk","created":1700000000,"model":"asked","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_a","type":"function","function":{"name":"f","arguments":""}}]},"logprobs":null,"finish_reason":null}],"usage":null}

            data: {"id":"chatcmpl-0a","object":"chat.completion.chunk","created":1700000000,"model":"asked","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]},"logprobs":null,"finish_reason":null}],"usage":null}

            data: {"id":"chatcmpl-0a","object":"chat.completion.chunk","created":1700000000,"model":"asked","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"tool_calls"}],"usage":null}

            data: {"id":"chatcmpl-0a","object":"chat.completion.chunk","created":1700000000,"model":"asked","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7,"prompt_tokens_details":{"cached_tokens":0,"cache_write_tokens":0,"audio_tokens":0,"image_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0}}}

            data: [DONE]

            """);
  }

  @Test
  void usageThatNobodyAskedForIsNotInTheStream() {
    assertThat(streamed(true, answer)).doesNotContain("usage").endsWith("data: [DONE]\n\n");
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    List<AnswerEvent> read = new RecordedStream(protocol, streamed(false, answer)).events();

    assertThat(read.getFirst()).isEqualTo(new Started("chatcmpl-0a", "asked"));
    assertThat(said(read)).isEqualTo(said(answer));
    assertThat(buckets(read)).isEqualTo(EVERY_BUCKET);
    assertThat(read.getLast()).isEqualTo(new Ended());
  }

  @Test
  void whatIsWrittenInOnePieceIsReadAgain() {
    List<AnswerEvent> read = reader().whole(writer(true).whole(answer));

    assertThat(said(read))
        .containsExactly(
            new ThinkingDelta("Let me"),
            new ThinkingSigned("anthropic_messages:c2ln"),
            new RedactedThinking("openai_chat:b3Bh"),
            new TextDelta("Grüß Gott"),
            new ToolCallStarted(0, "call_a", "weather", "gemini:c2ln"),
            new ToolArgumentsDelta(0, "{\"city\":\"Bern\"}"),
            new ToolCallStarted(1, "call_b", "now", null),
            new ToolArgumentsDelta(1, "{}"),
            new Finished(StopReason.TOOL_CALLS, null));
    assertThat(buckets(read)).isEqualTo(EVERY_BUCKET);
  }

  @Test
  void aWholeAnswerIsWordedAsOpenAiDoes() {
    JsonNode whole =
        json.readTree(
            writer(false)
                .whole(List.of(new TextDelta("Hi"), new Finished(StopReason.MAX_TOKENS, null))));

    assertThat(whole)
        .isEqualTo(
            json.readTree(
                """
                {"id":"chatcmpl-0a","object":"chat.completion","created":1700000000,"model":"asked",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"Hi","refusal":null,"annotations":[]},
                   "logprobs":null,"finish_reason":"length"}]}
                """));
  }

  @Test
  void thoughtsAreWordedForThoseWhoGiveThemBack() {
    String message = json.readTree(writer(false).whole(answer)).at("/choices/0/message").toString();
    String request =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}," + message + "]}";

    assertThat(
            protocol
                .understand(
                    protocol.read(request.getBytes(StandardCharsets.UTF_8), new Addressed.InBody()))
                .turns()
                .get(1)
                .parts())
        .extracting(Object::toString)
        .containsExactly(
            "Thinking[text=Let me, signature=anthropic_messages:c2ln]",
            "RedactedThinking[data=openai_chat:b3Bh]",
            "Text[text=Grüß Gott]",
            "ToolCall[id=call_a, name=weather, arguments={\"city\":\"Bern\"}, signature=gemini:c2ln]",
            "ToolCall[id=call_b, name=now, arguments={}, signature=null]");
  }

  @Test
  void whatTheProviderOfAnotherProtocolSignedKeepsItsMark() {
    assertThat(text(writer(true).whole(answer)))
        .contains("\"signature\":\"anthropic_messages:c2ln\"")
        .contains("\"data\":\"b3Bh\"");
  }

  @Test
  void aCallWithoutArgumentsGetsAnEmptyObjectOnlyOnceItIsComplete() {
    List<AnswerEvent> call = List.of(new ToolCallStarted(0, "c", "f", null));

    assertThat(streamed(true, with(call, StopReason.TOOL_CALLS)))
        .contains("{\"index\":0,\"function\":{\"arguments\":\"{}\"}}");
    assertThat(streamed(true, with(call, StopReason.MAX_TOKENS))).doesNotContain("{}\"");
    assertThat(text(writer(true).whole(with(call, StopReason.TOOL_CALLS))))
        .contains("\"arguments\":\"{}\"");
    assertThat(text(writer(true).whole(with(call, StopReason.MAX_TOKENS))))
        .contains("\"arguments\":\"\"");
  }

  @ParameterizedTest
  @CsvSource({
    "END,stop",
    "STOP_SEQUENCE,stop",
    "MAX_TOKENS,length",
    "TOOL_CALLS,tool_calls",
    "CONTENT_FILTER,content_filter",
    "REFUSAL,content_filter",
    "OTHER,stop"
  })
  void reasonsToStopAreWorded(StopReason reason, String word) {
    assertThat(streamed(true, with(List.of(new TextDelta("x")), reason)))
        .contains("\"finish_reason\":\"" + word + "\"");
  }

  @Test
  void aRefusalThatIsExplainedStopsLikeAnAnswer() {
    List<AnswerEvent> refused = with(List.of(new RefusalDelta("No.")), StopReason.REFUSAL);

    assertThat(streamed(true, refused)).contains("\"refusal\":\"No.\"").contains("\"stop\"");
    assertThat(said(reader().whole(writer(true).whole(refused)))).isEqualTo(refused);
  }

  @Test
  void aFailedStreamHasAnErrorAndNoEnd() {
    AnswerWriter writer = writer(true);
    writer.write(new TextDelta("x"));

    assertThat(text(writer.failed(new ProtocolError(502, "provider_cut", "It broke off.", null))))
        .isEqualTo(
            "data: {\"error\":{\"message\":\"It broke off.\",\"type\":\"server_error\",\"param\":null,\"code\":\"provider_cut\"}}\n\n");
  }

  private static List<AnswerEvent> with(List<AnswerEvent> events, StopReason reason) {
    List<AnswerEvent> all = new ArrayList<>(events);
    all.add(new Finished(reason, null));
    return all;
  }

  /** What the model says, without headings, usage and empty pieces. */
  private static List<AnswerEvent> said(List<AnswerEvent> events) {
    return events.stream().filter(event -> event.output() || event instanceof Finished).toList();
  }

  private static TokenBuckets buckets(List<AnswerEvent> events) {
    return events.stream()
        .filter(AnswerEvent.Usage.class::isInstance)
        .map(event -> ((AnswerEvent.Usage) event).buckets())
        .findFirst()
        .orElseThrow();
  }

  private AnswerEvent usage() {
    return new AnswerEvent.Usage(JsonMapper.shared().createObjectNode(), EVERY_BUCKET);
  }

  private AnswerWriter writer(boolean usageHidden) {
    return protocol.answerWriter(
        new AnswerHeading("0a", "asked", Instant.ofEpochSecond(1_700_000_000), usageHidden));
  }

  private AnswerReader reader() {
    return protocol.answerReader(new Conventions(ReasoningCount.INSIDE_COMPLETION));
  }

  private String streamed(boolean usageHidden, List<AnswerEvent> events) {
    AnswerWriter writer = writer(usageHidden);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    events.forEach(event -> bytes.writeBytes(writer.write(event)));
    bytes.writeBytes(writer.end());
    return text(bytes.toByteArray());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
