package dev.signalbox.streaming.wire.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.eventstream.EventStreamMessage;
import dev.signalbox.streaming.wire.eventstream.EventStreamSplitter;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.Conventions;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ConverseAnswerWriterTests {

  private final JsonMapper json = JsonMapper.builder().build();
  private final ConverseProtocol protocol = new ConverseProtocol(json);

  private final List<AnswerEvent> everything =
      List.of(
          new AnswerEvent.Started(null, null),
          new AnswerEvent.ThinkingDelta("Let me "),
          new AnswerEvent.ThinkingDelta("see."),
          new AnswerEvent.ThinkingSigned("bedrock_converse:c2ln"),
          new AnswerEvent.RedactedThinking("bedrock_converse:c2VjcmV0"),
          new AnswerEvent.RedactedThinking("openai_responses:gAAA-_=="),
          new AnswerEvent.TextDelta("Zażółć "),
          new AnswerEvent.TextDelta("😀"),
          new AnswerEvent.ToolCallStarted(0, "a", "look", null),
          new AnswerEvent.ToolArgumentsDelta(0, "{\"at\":"),
          new AnswerEvent.ToolArgumentsDelta(0, "1}"),
          new AnswerEvent.ToolCallStarted(1, "b", "list", null),
          new AnswerEvent.ToolArgumentsDelta(1, "{}"),
          new AnswerEvent.Finished(StopReason.TOOL_CALLS, "END"),
          new AnswerEvent.Usage(
              json.createObjectNode(), new TokenBuckets(10, 20, 30, 40, 0, 0, 50, 0, 0)),
          new AnswerEvent.Ended());

  @Test
  void aStreamIsWrittenAsTheServiceWritesIt() {
    assertThat(lines(stream(everything)))
        .isEqualTo(
            """
            messageStart {"role":"assistant"}
            contentBlockDelta {"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"Let me "}}}
            contentBlockDelta {"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"see."}}}
            contentBlockDelta {"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":"c2ln"}}}
            contentBlockStop {"contentBlockIndex":0}
            contentBlockDelta {"contentBlockIndex":1,"delta":{"reasoningContent":{"redactedContent":"c2VjcmV0"}}}
            contentBlockStop {"contentBlockIndex":1}
            contentBlockDelta {"contentBlockIndex":2,"delta":{"reasoningContent":{"redactedContent":"dGV4dDpvcGVuYWlfcmVzcG9uc2VzOmdBQUEtXz09"}}}
            contentBlockStop {"contentBlockIndex":2}
            contentBlockDelta {"contentBlockIndex":3,"delta":{"text":"Zażółć "}}
            contentBlockDelta {"contentBlockIndex":3,"delta":{"text":"😀"}}
            contentBlockStop {"contentBlockIndex":3}
            contentBlockStart {"contentBlockIndex":4,"start":{"toolUse":{"toolUseId":"a","name":"look"}}}
            contentBlockDelta {"contentBlockIndex":4,"delta":{"toolUse":{"input":"{\\"at\\":"}}}
            contentBlockDelta {"contentBlockIndex":4,"delta":{"toolUse":{"input":"1}"}}}
            contentBlockStop {"contentBlockIndex":4}
            contentBlockStart {"contentBlockIndex":5,"start":{"toolUse":{"toolUseId":"b","name":"list"}}}
            contentBlockDelta {"contentBlockIndex":5,"delta":{"toolUse":{"input":"{}"}}}
            contentBlockStop {"contentBlockIndex":5}
            messageStop {"stopReason":"tool_use","additionalModelResponseFields":{"stop_sequence":"END"}}
            metadata {"usage":{"inputTokens":10,"outputTokens":50,"totalTokens":150,"cacheReadInputTokens":20,"cacheWriteInputTokens":70,"cacheDetails":[{"ttl":"1h","inputTokens":40},{"ttl":"5m","inputTokens":30}]},"metrics":{"latencyMs":0}}
            """);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    AnswerReader reader = reader();
    List<AnswerEvent> events = new ArrayList<>();
    split(stream(everything)).forEach(message -> events.addAll(reader.read(message)));

    assertThat(events).usingElementComparator(this::compared).isEqualTo(everything);
  }

  @Test
  void aWholeAnswerIsWrittenAndReadAgain() {
    byte[] body = writer().whole(everything);

    assertThat(json.readTree(body))
        .isEqualTo(
            json.readTree(
                """
                {"output":{"message":{"role":"assistant","content":[
                  {"reasoningContent":{"reasoningText":{"text":"Let me see.","signature":"c2ln"}}},
                  {"reasoningContent":{"redactedContent":"c2VjcmV0"}},
                  {"reasoningContent":{"redactedContent":"dGV4dDpvcGVuYWlfcmVzcG9uc2VzOmdBQUEtXz09"}},
                  {"text":"Zażółć 😀"},
                  {"toolUse":{"toolUseId":"a","name":"look","input":{"at":1}}},
                  {"toolUse":{"toolUseId":"b","name":"list","input":{}}}]}},
                 "stopReason":"tool_use",
                 "additionalModelResponseFields":{"stop_sequence":"END"},
                 "usage":{"inputTokens":10,"outputTokens":50,"totalTokens":150,
                   "cacheReadInputTokens":20,"cacheWriteInputTokens":70,
                   "cacheDetails":[{"ttl":"1h","inputTokens":40},{"ttl":"5m","inputTokens":30}]},
                 "metrics":{"latencyMs":0}}"""));
    assertThat(reader().whole(body))
        .contains(
            new AnswerEvent.ThinkingSigned("bedrock_converse:c2ln"),
            new AnswerEvent.RedactedThinking("openai_responses:gAAA-_=="),
            new AnswerEvent.TextDelta("Zażółć 😀"),
            new AnswerEvent.ToolArgumentsDelta(0, "{\"at\":1}"),
            new AnswerEvent.Finished(StopReason.TOOL_CALLS, "END"));
  }

  @Test
  void whatConverseHasNotIsSaidOtherwiseOrNotAtAll() {
    assertThat(
            lines(
                stream(
                    List.of(
                        new AnswerEvent.RefusalDelta("I will not."),
                        new AnswerEvent.OtherOutput(),
                        new AnswerEvent.Finished(StopReason.REFUSAL, null)))))
        .isEqualTo(
            """
            messageStart {"role":"assistant"}
            contentBlockDelta {"contentBlockIndex":0,"delta":{"text":"I will not."}}
            contentBlockStop {"contentBlockIndex":0}
            messageStop {"stopReason":"content_filtered"}
            metadata {"metrics":{"latencyMs":0}}
            """);
  }

  @Test
  void aCallWithoutArgumentsIsCompleteOnlyWhenTheAnswerIs() {
    List<AnswerEvent> events = new ArrayList<>();
    events.add(new AnswerEvent.ToolCallStarted(0, "a", "look", null));
    events.add(new AnswerEvent.ToolCallStarted(1, "b", "list", null));
    events.add(new AnswerEvent.Finished(StopReason.MAX_TOKENS, null));

    assertThat(lines(stream(events)))
        .contains("\"contentBlockIndex\":0,\"delta\":{\"toolUse\":{\"input\":\"{}\"}}")
        .doesNotContain("\"contentBlockIndex\":1,\"delta\"");
    events.add(new AnswerEvent.Finished(StopReason.TOOL_CALLS, null));
    assertThat(lines(stream(events)))
        .contains("\"contentBlockIndex\":1,\"delta\":{\"toolUse\":{\"input\":\"{}\"}}");
  }

  @Test
  void theSignatureOfACallIsThatOfAThoughtBeforeIt() {
    List<AnswerEvent> events =
        List.of(
            new AnswerEvent.ToolCallStarted(0, "a", "look", "gemini:c2ln"),
            new AnswerEvent.ToolArgumentsDelta(0, "{\"at\":"));

    assertThat(lines(stream(events)))
        .startsWith(
            """
            messageStart {"role":"assistant"}
            contentBlockDelta {"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":"gemini:c2ln"}}}
            contentBlockStop {"contentBlockIndex":0}
            contentBlockStart {"contentBlockIndex":1,"start":{"toolUse":{"toolUseId":"a","name":"look"}}}
            """);
    assertThat(json.readTree(writer().whole(events)).at("/output/message/content"))
        .isEqualTo(
            json.readTree(
                """
                [{"reasoningContent":{"reasoningText":{"text":"","signature":"gemini:c2ln"}}},
                 {"toolUse":{"toolUseId":"a","name":"look",
                   "input":{"INVALID_JSON":"{\\"at\\":"}}}]"""));
  }

  @Test
  void tokensWithoutABucketHereAreInTheTotals() {
    byte[] body =
        writer()
            .whole(
                List.of(
                    new AnswerEvent.Usage(
                        json.createObjectNode(), new TokenBuckets(1, 0, 0, 0, 2, 4, 8, 16, 32))));

    assertThat(json.readTree(body).path("usage"))
        .isEqualTo(json.readTree("{\"inputTokens\":7,\"outputTokens\":56,\"totalTokens\":63}"));
  }

  @ParameterizedTest
  @CsvSource({
    "400,ValidationException,validationException",
    "402,ServiceQuotaExceededException,validationException",
    "403,AccessDeniedException,validationException",
    "404,ResourceNotFoundException,validationException",
    "429,ThrottlingException,throttlingException",
    "500,InternalServerException,internalServerException",
    "502,InternalServerException,modelStreamErrorException",
    "503,ServiceUnavailableException,serviceUnavailableException",
    "504,ModelTimeoutException,modelStreamErrorException"
  })
  void errorsHaveTheNamesOfTheService(int status, String type, String inStream) {
    ProtocolError error = new ProtocolError(status, "code", "It \"broke\".", null);

    assertThat(protocol.error(error)).asString().isEqualTo("{\"message\":\"It \\\"broke\\\".\"}");
    assertThat(protocol.errorHeaders(error)).containsEntry("x-amzn-errortype", type).hasSize(1);
    assertThat(split(writer().failed(error)))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.kind()).isEqualTo(EventStreamMessage.Kind.EXCEPTION);
              assertThat(message.type()).isEqualTo(inStream);
              assertThat(message.data()).isEqualTo("{\"message\":\"It \\\"broke\\\".\"}");
            });
  }

  @Test
  void nothingFillsSilenceOrMarksTheEnd() {
    assertThat(protocol.keepAlive()).isEmpty();
    assertThat(protocol.terminator()).isEmpty();
    assertThat(protocol.streamContentType()).isEqualTo("application/vnd.amazon.eventstream");
  }

  /** Usage by its buckets: its own object is worded anew. */
  private int compared(AnswerEvent one, AnswerEvent other) {
    boolean same =
        (one instanceof AnswerEvent.Usage usage && other instanceof AnswerEvent.Usage again)
            ? usage.buckets().equals(again.buckets())
            : one.equals(other);
    return same ? 0 : 1;
  }

  private byte[] stream(List<AnswerEvent> events) {
    AnswerWriter writer = writer();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    events.forEach(event -> bytes.writeBytes(writer.write(event)));
    bytes.writeBytes(writer.end());
    return bytes.toByteArray();
  }

  private AnswerWriter writer() {
    return protocol.answerWriter(
        new AnswerHeading("1", "m", Instant.parse("2026-03-01T12:36:00Z"), false));
  }

  private AnswerReader reader() {
    return protocol.answerReader(new Conventions(ReasoningCount.INSIDE_COMPLETION));
  }

  private static String lines(byte[] stream) {
    StringBuilder lines = new StringBuilder();
    split(stream)
        .forEach(
            message ->
                lines.append(message.type()).append(' ').append(message.data()).append('\n'));
    return lines.toString();
  }

  private static List<EventStreamMessage> split(byte[] stream) {
    return new EventStreamSplitter(100_000).feed(stream, 0, stream.length);
  }
}
