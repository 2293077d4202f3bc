package dev.signalbox.streaming.wire.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.eventstream.EventStreamFormat;
import dev.signalbox.streaming.wire.eventstream.HeaderValue;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.frame.FrameSplitter;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.Conventions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ConverseAnswerReaderTests {

  /** As the service streams it, padding ({@code p}) included; event types stand before payloads. */
  private static final String RECORDED =
      """
      messageStart {"p":"abcdefgh","role":"assistant"}
      contentBlockDelta {"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"Let me "}},"p":"a"}
      contentBlockDelta {"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"see."}},"p":"ab"}
      contentBlockDelta {"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":"c2"}}}
      contentBlockDelta {"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":"ln"}}}
      contentBlockStop {"contentBlockIndex":0,"p":"abc"}
      contentBlockDelta {"contentBlockIndex":1,"delta":{"reasoningContent":{"redactedContent":"c2VjcmV0"}}}
      contentBlockStop {"contentBlockIndex":1}
      contentBlockDelta {"contentBlockIndex":2,"delta":{"text":"Zażółć "},"p":"abcd"}
      contentBlockDelta {"contentBlockIndex":2,"delta":{"text":""}}
      contentBlockDelta {"contentBlockIndex":2,"delta":{"text":"😀"}}
      contentBlockStop {"contentBlockIndex":2}
      contentBlockStart {"contentBlockIndex":3,"start":{"toolUse":{"name":"look","toolUseId":"tooluse_a"}}}
      contentBlockDelta {"contentBlockIndex":3,"delta":{"toolUse":{"input":""}}}
      contentBlockDelta {"contentBlockIndex":3,"delta":{"toolUse":{"input":"{\\"at\\":"}}}
      contentBlockDelta {"contentBlockIndex":3,"delta":{"toolUse":{"input":"\\"x\\"}"}}}
      contentBlockStop {"contentBlockIndex":3}
      contentBlockStart {"contentBlockIndex":4,"start":{"toolUse":{"name":"list","toolUseId":"tooluse_b"}}}
      contentBlockStop {"contentBlockIndex":4}
      someEventOfTheFuture {"a":[1]}
      messageStop {"stopReason":"tool_use"}
      metadata {"metrics":{"latencyMs":1551},"usage":{"inputTokens":22,"outputTokens":13,"totalTokens":2527,"cacheReadInputTokens":5,"cacheWriteInputTokens":2492,"cacheDetails":[{"ttl":"1h","inputTokens":2000},{"ttl":"5m","inputTokens":492}],"serverToolUsage":{}}}
      """;

  private static final List<AnswerEvent> CALLED =
      List.of(
          new AnswerEvent.Started(null, null),
          new AnswerEvent.ThinkingDelta("Let me "),
          new AnswerEvent.ThinkingDelta("see."),
          new AnswerEvent.ThinkingSigned("bedrock_converse:c2ln"),
          new AnswerEvent.RedactedThinking("bedrock_converse:c2VjcmV0"),
          new AnswerEvent.TextDelta("Zażółć "),
          new AnswerEvent.TextDelta("😀"),
          new AnswerEvent.ToolCallStarted(0, "tooluse_a", "look", null),
          new AnswerEvent.ToolArgumentsDelta(0, "{\"at\":"),
          new AnswerEvent.ToolArgumentsDelta(0, "\"x\"}"),
          new AnswerEvent.ToolCallStarted(1, "tooluse_b", "list", null),
          new AnswerEvent.Finished(StopReason.TOOL_CALLS, null));

  private final JsonMapper json = JsonMapper.builder().build();
  private final ConverseProtocol protocol = new ConverseProtocol(json);

  @Test
  void aStreamIsReadEventByEvent() {
    List<AnswerEvent> events = read(stream(RECORDED));

    assertThat(events.subList(0, CALLED.size())).isEqualTo(CALLED);
    assertThat(events.subList(CALLED.size(), events.size()))
        .hasSize(2)
        .first()
        .satisfies(
            event ->
                assertThat(((AnswerEvent.Usage) event).buckets())
                    .isEqualTo(new TokenBuckets(22, 5, 492, 2000, 0, 0, 13, 0, 0)));
    assertThat(events.getLast()).isEqualTo(new AnswerEvent.Ended());
  }

  @Test
  void aStreamCutAnywhereGivesTheSameEvents() {
    byte[] stream = stream(RECORDED);
    List<AnswerEvent> whole = read(stream);

    for (int cut = 0; cut <= stream.length; cut++) {
      assertThat(read(stream, cut)).as("cut at %d", cut).isEqualTo(whole);
    }
  }

  @Test
  void anAnswerInOnePieceIsReadAsItsStreamWouldBe() {
    List<AnswerEvent> events =
        whole(
            """
            {"output":{"message":{"role":"assistant","content":[
              {"reasoningContent":{"reasoningText":{"text":"Let me see.","signature":"c2ln"}}},
              {"reasoningContent":{"redactedContent":"c2VjcmV0"}},
              {"text":"Look."},
              {"toolUse":{"toolUseId":"tooluse_a","name":"look","input":{"at":"x"}}}]}},
             "stopReason":"tool_use","metrics":{"latencyMs":12},
             "usage":{"inputTokens":10,"outputTokens":5,"totalTokens":15}}""");

    assertThat(events)
        .filteredOn(event -> !(event instanceof AnswerEvent.Usage))
        .containsExactly(
            new AnswerEvent.Started(null, null),
            new AnswerEvent.ThinkingDelta("Let me see."),
            new AnswerEvent.ThinkingSigned("bedrock_converse:c2ln"),
            new AnswerEvent.RedactedThinking("bedrock_converse:c2VjcmV0"),
            new AnswerEvent.TextDelta("Look."),
            new AnswerEvent.ToolCallStarted(0, "tooluse_a", "look", null),
            new AnswerEvent.ToolArgumentsDelta(0, "{\"at\":\"x\"}"),
            new AnswerEvent.Finished(StopReason.TOOL_CALLS, null),
            new AnswerEvent.Ended());
    assertThat(buckets(events)).isEqualTo(TokenBuckets.of(10, 5));
  }

  @Test
  void whatNoOtherProtocolCarriesIsOutputAllTheSame() {
    assertThat(
            read(
                stream(
                    """
                    contentBlockStart {"contentBlockIndex":0,"start":{"toolUse":{"name":"web","toolUseId":"t","type":"server_tool_use"}}}
                    contentBlockDelta {"contentBlockIndex":0,"delta":{"toolUse":{"input":"{}"}}}
                    contentBlockDelta {"contentBlockIndex":1,"delta":{"citation":{"title":"t"}}}
                    """)))
        .containsOnly(new AnswerEvent.OtherOutput());
    assertThat(
            whole(
                """
                {"output":{"message":{"content":[{"citationsContent":
                  {"content":[{"text":"Cited."}],"citations":[{"title":"t"}]}}]}},
                 "stopReason":"end_turn"}"""))
        .contains(new AnswerEvent.TextDelta("Cited."), new AnswerEvent.OtherOutput());
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn,END",
    "stop_sequence,STOP_SEQUENCE",
    "max_tokens,MAX_TOKENS",
    "model_context_window_exceeded,MAX_TOKENS",
    "tool_use,TOOL_CALLS",
    "guardrail_intervened,CONTENT_FILTER",
    "content_filtered,CONTENT_FILTER",
    "refusal,REFUSAL",
    "something_new,OTHER"
  })
  void stopReasonsAreTold(String name, StopReason reason) {
    assertThat(read(stream("messageStop {\"stopReason\":\"" + name + "\"}\n")))
        .containsExactly(new AnswerEvent.Finished(reason, null));
    assertThat(
            read(
                stream(
                    "messageStop {\"stopReason\":\"stop_sequence\","
                        + "\"additionalModelResponseFields\":{\"stop_sequence\":\"END\"}}\n")))
        .containsExactly(new AnswerEvent.Finished(StopReason.STOP_SEQUENCE, "END"));
  }

  @Test
  void aBrokenAnswerIsNeverCompleteAndItsUsageCounts() {
    List<AnswerEvent> events =
        read(
            stream(
                """
                messageStop {"stopReason":"malformed_tool_use"}
                metadata {"usage":{"inputTokens":3,"outputTokens":4,"totalTokens":7}}
                """));

    assertThat(buckets(events)).isEqualTo(TokenBuckets.of(3, 4));
    assertThat(events.getLast())
        .isEqualTo(new AnswerEvent.Failed("the model's output is broken: malformed_tool_use"));
    assertThat(events).hasSize(2);
  }

  @Test
  void aStreamThatWasNotStoppedHasNoEnd() {
    assertThat(read(stream("metadata {\"usage\":{\"inputTokens\":3}}\n")))
        .singleElement()
        .isInstanceOf(AnswerEvent.Usage.class);
  }

  @Test
  void errorsInAStreamAreTold() {
    assertThat(
            read(
                EventStreamFormat.exception(
                    "throttlingException", bytes("{\"message\":\"Too many.\"}"))))
        .containsExactly(new AnswerEvent.Failed("Too many."));
    assertThat(read(EventStreamFormat.exception("internalServerException", bytes("{}"))))
        .containsExactly(new AnswerEvent.Failed("internalServerException"));
    assertThat(read(EventStreamFormat.exception("internalServerException", bytes("{"))))
        .containsExactly(new AnswerEvent.Failed("internalServerException"));
    assertThat(
            read(
                EventStreamFormat.message(
                    Map.of(
                        ":message-type", new HeaderValue.Text("error"),
                        ":error-code", new HeaderValue.Text("InternalError"),
                        ":error-message", new HeaderValue.Text("It broke.")),
                    new byte[0])))
        .containsExactly(new AnswerEvent.Failed("It broke."));
  }

  @Test
  void errorsInPlaceOfAnAnswerAreTold() {
    assertThat(whole("{\"message\":\"No such model.\"}"))
        .containsExactly(new AnswerEvent.Failed("No such model."));
    assertThat(protocol.errorMessage(bytes("{\"Message\":\"Denied.\"}"))).isEqualTo("Denied.");
    assertThat(protocol.errorMessage(bytes("{\"message\":\"Bad.\"}"))).isEqualTo("Bad.");
    assertThat(protocol.errorMessage(bytes("<html>"))).isNull();
    assertThat(protocol.errorMessage(bytes("{}"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no", "[]", "{}", "{\"output\":{\"message\":{\"content\":7}}}"})
  void whatIsNoAnswerIsMalformed(String body) {
    assertThat(whole(body)).containsExactly(new AnswerEvent.Malformed());
  }

  @Test
  void noPayloadThrows() {
    Random random = new Random(7);
    for (String type :
        List.of("messageStart", "contentBlockStart", "contentBlockDelta", "metadata")) {
      for (String payload :
          List.of(
              "7",
              "[]",
              "\"\"",
              "{",
              "{\"delta\":7}",
              "{\"delta\":{\"text\":{}}}",
              "{\"start\":{\"toolUse\":{}}}",
              "{\"delta\":{\"toolUse\":{\"input\":\"x\"}}}",
              "{\"usage\":{\"inputTokens\":\"many\",\"cacheDetails\":7}}")) {
        assertThat(read(EventStreamFormat.event(type, bytes(payload)))).isNotNull();
      }
      byte[] garbage = new byte[64];
      random.nextBytes(garbage);
      assertThat(read(EventStreamFormat.event(type, garbage)))
          .containsExactly(new AnswerEvent.Malformed());
    }
  }

  private @Nullable TokenBuckets buckets(List<AnswerEvent> events) {
    for (AnswerEvent event : events) {
      if (event instanceof AnswerEvent.Usage usage) {
        return usage.buckets();
      }
    }
    return null;
  }

  private List<AnswerEvent> whole(String body) {
    return reader().whole(bytes(body));
  }

  private List<AnswerEvent> read(byte[] stream) {
    return read(stream, stream.length);
  }

  private List<AnswerEvent> read(byte[] stream, int cut) {
    FrameSplitter splitter = protocol.splitter(100_000);
    List<Frame> frames = new ArrayList<>(splitter.feed(stream, 0, cut));
    frames.addAll(splitter.feed(stream, cut, stream.length - cut));
    frames.addAll(splitter.end());
    AnswerReader reader = reader();
    List<AnswerEvent> events = new ArrayList<>();
    frames.forEach(frame -> events.addAll(reader.read(frame)));
    return events;
  }

  private AnswerReader reader() {
    return protocol.answerReader(new Conventions(ReasoningCount.INSIDE_COMPLETION));
  }

  private static byte[] stream(String lines) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (String line : lines.strip().split("\n")) {
      int space = line.indexOf(' ');
      stream.writeBytes(
          EventStreamFormat.event(line.substring(0, space), bytes(line.substring(space + 1))));
    }
    return stream.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
