package dev.signalbox.streaming.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.Conventions;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.sse.SseFormat;
import dev.signalbox.streaming.wire.testing.RecordedStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GeminiAnswerTests {

  private static final String STREAM =
      """
      data: {"candidates":[{"content":{"parts":[{"text":"Zażółć 😀","thought":true}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":100,"totalTokenCount":130,"cachedContentTokenCount":60,"promptTokensDetails":[{"modality":"TEXT","tokenCount":80},{"modality":"IMAGE","tokenCount":20}],"thoughtsTokenCount":30},"modelVersion":"gemini-3-pro","responseId":"aB-c_9=="}

      data: {"candidates":[{"content":{"parts":[{"text":"I ask"}],"role":"model"},"index":0}],"modelVersion":"gemini-3-pro","responseId":"aB-c_9=="}

      data: {"candidates":[{"content":{"parts":[{"text":".","thoughtSignature":"CiQB"}],"role":"model"},"index":0}]}

      data: {"candidates":[{"content":{"parts":[{"functionCall":{"name":"weather","args":{"city":"Oslo"}},"thoughtSignature":"CiQC"},{"functionCall":{"id":"x1","name":"now","args":{}}}],"role":"model"},"index":0}]}

      data: {"candidates":[{"content":{"parts":[{"text":""}],"role":"model"},"finishReason":"STOP","index":0,"safetyRatings":[]}],"usageMetadata":{"promptTokenCount":100,"candidatesTokenCount":12,"totalTokenCount":142,"thoughtsTokenCount":30}}

      """;

  private static final AnswerEvent.Started STARTED =
      new AnswerEvent.Started("aB-c_9==", "gemini-3-pro");
  private static final List<AnswerEvent> OUTPUT =
      List.of(
          new AnswerEvent.ThinkingDelta("Zażółć 😀"),
          new AnswerEvent.TextDelta("I ask"),
          new AnswerEvent.TextDelta("."),
          new AnswerEvent.ThinkingSigned("gemini:CiQB"),
          new AnswerEvent.ToolCallStarted(0, "call_aB-c_9_0", "weather", "gemini:CiQC"),
          new AnswerEvent.ToolArgumentsDelta(0, "{\"city\":\"Oslo\"}"),
          new AnswerEvent.ToolCallStarted(1, "x1", "now", null),
          new AnswerEvent.ToolArgumentsDelta(1, "{}"));
  private static final AnswerEvent.Finished CALLS =
      new AnswerEvent.Finished(StopReason.TOOL_CALLS, null);
  private static final TokenBuckets COUNTED = new TokenBuckets(20, 60, 0, 0, 0, 20, 12, 30, 0);

  private final JsonMapper json = JsonMapper.builder().build();
  private final GeminiProtocol protocol = new GeminiProtocol(json);

  @Test
  void aStreamIsRead() {
    List<AnswerEvent> events = events(STREAM);

    assertThat(withoutUsage(events))
        .startsWith(STARTED)
        .containsSubsequence(OUTPUT)
        .endsWith(CALLS)
        .hasSize(OUTPUT.size() + 2);
    assertThat(usage(events)).hasSize(2);
    assertThat(usage(events).getLast().buckets()).isEqualTo(COUNTED);
    assertThat(usage(events).getLast().reported().path("totalTokenCount").asInt()).isEqualTo(142);
  }

  @Test
  void theSameEventsComeHoweverTheStreamIsCut() {
    String commented = STREAM.replace("\n\n", "\n\n: comment\n\n").replace("\n", "\r\n");
    new RecordedStream(protocol, commented).assertSameWhereverCut();

    assertThat(events(commented)).isEqualTo(events(STREAM));
    // JSON may contain line ends between its values, and then takes several lines of data.
    assertThat(events(STREAM.replace(",\"", ",\ndata: \""))).isEqualTo(events(STREAM));
  }

  @Test
  void whateverComesIsRead() {
    new RecordedStream(protocol, STREAM).assertReadableHoweverBroken(300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "7", "\"x\"", "[]", "[{}]", "{}", "{", "{\"type\":7}"})
  void whatIsNotOfTheProtocolIsMalformed(String junk) {
    assertThat(events("data: " + junk + "\n\n")).containsExactly(new AnswerEvent.Malformed());
    assertThat(read(junk)).containsExactly(new AnswerEvent.Malformed());
    assertThat(read("[".repeat(2_000))).containsExactly(new AnswerEvent.Malformed());
  }

  @Test
  void anAnswerIsReadAsItsStreamWouldBe() {
    List<AnswerEvent> events =
        read(
            """
            {"candidates":[{"content":{"role":"model","parts":[
               {"text":"Zażółć 😀","thought":true},
               {"text":"I ask.","thoughtSignature":"CiQB"},
               {"functionCall":{"name":"weather","args":{"city":"Oslo"}},"thoughtSignature":"CiQC"},
               {"functionCall":{"id":"x1","name":"now"}}]},"finishReason":"STOP","index":0}],
             "usageMetadata":{"promptTokenCount":100,"cachedContentTokenCount":60,
               "promptTokensDetails":[{"modality":"IMAGE","tokenCount":20}],
               "candidatesTokenCount":12,"thoughtsTokenCount":30},
             "modelVersion":"gemini-3-pro","responseId":"aB-c_9=="}""");

    assertThat(withoutUsage(events))
        .startsWith(STARTED, OUTPUT.getFirst(), new AnswerEvent.TextDelta("I ask."))
        .containsSubsequence(OUTPUT.subList(3, OUTPUT.size()))
        .endsWith(CALLS, new AnswerEvent.Ended())
        .hasSize(10);
    assertThat(usage(events)).extracting(AnswerEvent.Usage::buckets).containsExactly(COUNTED);
  }

  @ParameterizedTest
  @CsvSource({
    "STOP,END",
    "MAX_TOKENS,MAX_TOKENS",
    "CONTINUATION,MAX_TOKENS",
    "SAFETY,CONTENT_FILTER",
    "RECITATION,CONTENT_FILTER",
    "BLOCKLIST,CONTENT_FILTER",
    "PROHIBITED_CONTENT,CONTENT_FILTER",
    "SPII,CONTENT_FILTER",
    "IMAGE_SAFETY,CONTENT_FILTER",
    "LANGUAGE,OTHER",
    "MALFORMED_FUNCTION_CALL,OTHER",
    "SOMETHING_NEW,OTHER"
  })
  void finishReasonsAreRead(String wire, StopReason reason) {
    assertThat(read("{\"candidates\":[{\"finishReason\":\"" + wire + "\"}]}"))
        .contains(new AnswerEvent.Finished(reason, null));
  }

  @Test
  void anAnswerThatGoesOnHasNotFinished() {
    assertThat(read("{\"candidates\":[{\"finishReason\":\"FINISH_REASON_UNSPECIFIED\"}]}"))
        .containsExactly(new AnswerEvent.Started(null, null), new AnswerEvent.Ended());
  }

  @Test
  void aBlockedPromptIsACompleteAnswer() {
    String blocked =
        "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},\"usageMetadata\":{\"promptTokenCount\":9}}";

    assertThat(withoutUsage(events("data: " + blocked + "\n\n")))
        .containsExactly(
            new AnswerEvent.Started(null, null),
            new AnswerEvent.Finished(StopReason.CONTENT_FILTER, null));
    assertThat(read("{\"promptFeedback\":{\"safetyRatings\":[]}}"))
        .noneMatch(AnswerEvent.Finished.class::isInstance);
  }

  @Test
  void whatOnlyGeminiHasCountsAsOutput() {
    assertThat(
            read(
                """
                {"candidates":[{"content":{"parts":[
                  {"inlineData":{"mimeType":"image/png","data":"x"}},
                  {"executableCode":{"code":"1"},"thoughtSignature":"CiQB"},
                  {"thoughtSignature":"CiQC"},{}]}}]}"""))
        .containsExactly(
            new AnswerEvent.Started(null, null),
            new AnswerEvent.OtherOutput(),
            new AnswerEvent.OtherOutput(),
            new AnswerEvent.ThinkingSigned("gemini:CiQB"),
            new AnswerEvent.ThinkingSigned("gemini:CiQC"),
            new AnswerEvent.Ended());
  }

  @Test
  void anErrorIsReadWhereverItIs() {
    String error =
        "{\"error\":{\"code\":503,\"message\":\"Overloaded\",\"status\":\"UNAVAILABLE\"}}";

    assertThat(read(error)).containsExactly(new AnswerEvent.Failed("Overloaded"));
    assertThat(events("data: " + error + "\r\n\r\n"))
        .containsExactly(new AnswerEvent.Failed("Overloaded"));
    for (String body : List.of(error, "[" + error + "]")) {
      assertThat(protocol.errorMessage(body.getBytes(StandardCharsets.UTF_8)))
          .isEqualTo("Overloaded");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no", "[]", "{}", "{\"candidates\":[]}", "{\"error\":\"x\"}"})
  void otherBodiesAreNoErrors(String body) {
    assertThat(protocol.errorMessage(body.getBytes(StandardCharsets.UTF_8))).isNull();
  }

  @Test
  void aStreamIsWrittenAsTheApiDoes() {
    assertThat(
            streamed(
                List.of(
                    new AnswerEvent.Started("chatcmpl-7", "gpt"),
                    new AnswerEvent.ThinkingDelta("hm"),
                    new AnswerEvent.TextDelta(""),
                    new AnswerEvent.TextDelta("I \"ask\""),
                    new AnswerEvent.ToolCallStarted(0, "call_1", "weather", null),
                    new AnswerEvent.ToolCallStarted(1, "call_2", "now", null),
                    new AnswerEvent.ToolArgumentsDelta(0, "{\"city\":"),
                    new AnswerEvent.ToolArgumentsDelta(1, ""),
                    new AnswerEvent.ToolArgumentsDelta(0, "\"Oslo\"}"),
                    CALLS,
                    new AnswerEvent.Usage(json.createObjectNode(), COUNTED),
                    new AnswerEvent.Ended())))
        .isEqualTo(
            """
            data: {"candidates":[{"content":{"role":"model","parts":[{"text":"hm","thought":true}]},"index":0}],"modelVersion":"best","responseId":"7"}

            data: {"candidates":[{"content":{"role":"model","parts":[{"text":"I \\"ask\\""}]},"index":0}],"modelVersion":"best","responseId":"7"}

            data: {"candidates":[{"content":{"role":"model","parts":[{"functionCall":{"id":"call_1","name":"weather","args":{"city":"Oslo"}}},{"functionCall":{"id":"call_2","name":"now","args":{}}}]},"index":0,"finishReason":"STOP"}],"modelVersion":"best","responseId":"7","usageMetadata":{"promptTokenCount":100,"candidatesTokenCount":12,"totalTokenCount":142,"cachedContentTokenCount":60,"thoughtsTokenCount":30,"promptTokensDetails":[{"modality":"TEXT","tokenCount":80},{"modality":"IMAGE","tokenCount":20}]}}

            """);
  }

  @Test
  void anAnswerOfTextAloneEndsWithAPartToo() {
    AnswerWriter writer = writer();
    writer.write(new AnswerEvent.TextDelta("a"));

    assertThat(new String(writer.end(), StandardCharsets.UTF_8))
        .isEqualTo(
            "data: {\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"\"}]},\"index\":0,\"finishReason\":\"STOP\"}],\"modelVersion\":\"best\",\"responseId\":\"7\"}\n\n");
  }

  @Test
  void whatIsWrittenIsReadAsWhatItWas() {
    List<AnswerEvent> events = events(STREAM);

    for (List<AnswerEvent> again : List.of(events(streamed(events)), read(whole(events)))) {
      assertThat(joined(again)).isEqualTo(joined(events));
      assertThat(usage(again).getLast().buckets()).isEqualTo(COUNTED);
      assertThat(again).contains(CALLS);
    }
  }

  @Test
  void thoughtsOfOthersAreKeptByTheClientForThem() {
    List<AnswerEvent> events =
        List.of(
            new AnswerEvent.ThinkingDelta("hm"),
            new AnswerEvent.ThinkingSigned("anthropic_messages:EqQB"),
            new AnswerEvent.RedactedThinking("anthropic_messages:EmwK"),
            new AnswerEvent.ToolCallStarted(0, "c", "f", "openai_responses:gAAA"),
            new AnswerEvent.ToolArgumentsDelta(0, "{}"));

    assertThat(events(streamed(events))).containsSubsequence(events);
    assertThat(read(whole(events))).containsSubsequence(events);
    assertThat(json.readTree(whole(events)).path("candidates").path(0).at("/content/parts"))
        .allMatch(part -> part.path("thoughtSignature").asString("").matches("[A-Za-z0-9+/=]*"));
  }

  @ParameterizedTest
  @CsvSource({
    "END,STOP",
    "STOP_SEQUENCE,STOP",
    "TOOL_CALLS,STOP",
    "MAX_TOKENS,MAX_TOKENS",
    "CONTENT_FILTER,SAFETY",
    "REFUSAL,SAFETY",
    "OTHER,OTHER"
  })
  void finishReasonsAreWritten(StopReason reason, String wire) {
    assertThat(finishReason(List.of(new AnswerEvent.Finished(reason, null)))).isEqualTo(wire);
  }

  @Test
  void aRefusalIsTextThatEndsUnsafe() {
    JsonNode answer =
        json.readTree(
            whole(
                List.of(
                    new AnswerEvent.RefusalDelta("No"),
                    new AnswerEvent.RefusalDelta("."),
                    new AnswerEvent.Finished(StopReason.END, null))));

    assertThat(answer.at("/candidates/0/content/parts"))
        .isEqualTo(json.readTree("[{\"text\":\"No.\"}]"));
    assertThat(answer.at("/candidates/0/finishReason").asString()).isEqualTo("SAFETY");
  }

  @Test
  void brokenArgumentsAreNoCall() {
    List<AnswerEvent> events =
        List.of(
            new AnswerEvent.ToolCallStarted(0, "c", "f", null),
            new AnswerEvent.ToolArgumentsDelta(0, "{\"x\":"),
            CALLS);

    assertThat(finishReason(events)).isEqualTo("MALFORMED_FUNCTION_CALL");
    assertThat(streamed(events))
        .contains("MALFORMED_FUNCTION_CALL")
        .contains("f({\\\"x\\\":)")
        .doesNotContain("functionCall");
  }

  @Test
  void aFailureInTheMiddleIsNoEnd() {
    AnswerWriter writer = writer();
    writer.write(new AnswerEvent.ToolCallStarted(0, "c", "f", null));
    writer.write(new AnswerEvent.ToolArgumentsDelta(0, "{}"));

    assertThat(
            new String(
                writer.failed(new ProtocolError(503, "provider_overloaded", "Later.", null)),
                StandardCharsets.UTF_8))
        .isEqualTo(
            """
            data: {"error":{"code":503,"message":"Later.","status":"UNAVAILABLE","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"provider_overloaded","domain":"signalbox"}]}}

            """);
  }

  @ParameterizedTest
  @CsvSource({
    "400,INVALID_ARGUMENT",
    "401,UNAUTHENTICATED",
    "403,PERMISSION_DENIED",
    "404,NOT_FOUND",
    "413,INVALID_ARGUMENT",
    "429,RESOURCE_EXHAUSTED",
    "500,INTERNAL",
    "502,INTERNAL",
    "503,UNAVAILABLE",
    "529,UNAVAILABLE",
    "504,DEADLINE_EXCEEDED"
  })
  void errorsHaveTheNameOfTheirStatus(int status, String name) {
    JsonNode error =
        json.readTree(protocol.error(new ProtocolError(status, "code", "Why.", "tools[0]")))
            .path("error");

    assertThat(error.path("code").asInt()).isEqualTo(status);
    assertThat(error.path("status").asString()).isEqualTo(name);
    assertThat(error.path("details").path(1))
        .isEqualTo(
            json.readTree(
                "{\"@type\":\"type.googleapis.com/google.rpc.BadRequest\",\"fieldViolations\":[{\"field\":\"tools[0]\",\"description\":\"Why.\"}]}"));
  }

  @Test
  void silenceIsFilledWithoutAComment() {
    assertThat(protocol.keepAlive()).isEqualTo(new byte[] {'\n'});
    assertThat(events(new String(protocol.keepAlive(), StandardCharsets.UTF_8))).isEmpty();
    assertThat(events(STREAM.replace("data: ", "\ndata: "))).isEqualTo(events(STREAM));
    assertThat(protocol.terminator()).isEmpty();
    assertThat(protocol.streamContentType()).isEqualTo(SseFormat.CONTENT_TYPE);
  }

  private List<AnswerEvent> events(String stream) {
    return new RecordedStream(protocol, stream).events();
  }

  private List<AnswerEvent> read(String body) {
    return protocol
        .answerReader(new Conventions(ReasoningCount.INSIDE_COMPLETION))
        .whole(body.getBytes(StandardCharsets.UTF_8));
  }

  private AnswerWriter writer() {
    return protocol.answerWriter(new AnswerHeading("7", "best", Instant.EPOCH, false));
  }

  private String streamed(List<AnswerEvent> events) {
    AnswerWriter writer = writer();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    events.forEach(event -> bytes.writeBytes(writer.write(event)));
    bytes.writeBytes(writer.end());
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private String whole(List<AnswerEvent> events) {
    return new String(writer().whole(events), StandardCharsets.UTF_8);
  }

  private String finishReason(List<AnswerEvent> events) {
    return json.readTree(whole(events)).at("/candidates/0/finishReason").asString();
  }

  /** Output, with pieces of text put together. */
  private static String joined(List<AnswerEvent> events) {
    StringBuilder joined = new StringBuilder();
    for (AnswerEvent event : events) {
      if (event instanceof AnswerEvent.TextDelta(String text)) {
        joined.append(text);
      } else if (event.output()) {
        joined.append(event);
      }
    }
    return joined.toString();
  }

  private static List<AnswerEvent> withoutUsage(List<AnswerEvent> events) {
    return events.stream().filter(event -> !(event instanceof AnswerEvent.Usage)).toList();
  }

  private static List<AnswerEvent.Usage> usage(List<AnswerEvent> events) {
    return events.stream()
        .filter(AnswerEvent.Usage.class::isInstance)
        .map(AnswerEvent.Usage.class::cast)
        .toList();
  }
}
