package dev.signalbox.streaming.wire.anthropic;

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

class MessagesAnswerTests {

  private static final String STREAM =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-4-8","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":10,"cache_creation_input_tokens":30,"cache_read_input_tokens":5,"cache_creation":{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":10},"output_tokens":1,"service_tier":"standard"}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

      event: ping
      data: {"type":"ping"}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Zażółć 😀"}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"EqQB"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      event: content_block_start
      data: {"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"EmwK"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":1}

      event: content_block_start
      data: {"type":"content_block_start","index":2,"content_block":{"type":"text","text":""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"I ask"}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"."}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":2}

      event: content_block_start
      data: {"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"toolu_1","name":"weather","input":{}}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"{\\"city\\":"}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"\\"Oslo\\"}"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":3}

      event: content_block_start
      data: {"type":"content_block_start","index":4,"content_block":{"type":"tool_use","id":"toolu_2","name":"now","input":{}}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":4}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":50,"output_tokens_details":{"thinking_tokens":20},"cache_read_input_tokens":null}}

      event: message_stop
      data: {"type":"message_stop"}

      """;

  private static final AnswerEvent.Started STARTED =
      new AnswerEvent.Started("msg_1", "claude-opus-4-8");
  private static final List<AnswerEvent> OUTPUT =
      List.of(
          new AnswerEvent.ThinkingDelta("Zażółć 😀"),
          new AnswerEvent.ThinkingSigned("anthropic_messages:EqQB"),
          new AnswerEvent.RedactedThinking("anthropic_messages:EmwK"),
          new AnswerEvent.TextDelta("I ask"),
          new AnswerEvent.TextDelta("."),
          new AnswerEvent.ToolCallStarted(0, "toolu_1", "weather", null),
          new AnswerEvent.ToolArgumentsDelta(0, "{\"city\":"),
          new AnswerEvent.ToolArgumentsDelta(0, "\"Oslo\"}"),
          new AnswerEvent.ToolCallStarted(1, "toolu_2", "now", null),
          new AnswerEvent.ToolArgumentsDelta(1, "{}"));
  private static final AnswerEvent.Finished CALLS =
      new AnswerEvent.Finished(StopReason.TOOL_CALLS, null);
  private static final TokenBuckets COUNTED = new TokenBuckets(10, 5, 20, 10, 0, 0, 30, 20, 0);

  private final JsonMapper json = JsonMapper.builder().build();
  private final MessagesProtocol protocol = new MessagesProtocol(json);

  @Test
  void aStreamIsRead() {
    List<AnswerEvent> events = events(STREAM);

    assertThat(withoutUsage(events))
        .startsWith(STARTED)
        .containsSubsequence(OUTPUT)
        .endsWith(CALLS, new AnswerEvent.Ended())
        .hasSize(OUTPUT.size() + 3);
    assertThat(usage(events))
        .extracting(AnswerEvent.Usage::buckets)
        .containsExactly(new TokenBuckets(10, 5, 20, 10, 0, 0, 1, 0, 0), COUNTED);
    assertThat(usage(events).getLast().reported().path("service_tier").asString())
        .isEqualTo("standard");
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
  void aMessageIsReadAsItsStreamWouldBe() {
    List<AnswerEvent> events =
        read(
            """
            {"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-4-8","content":[
              {"type":"thinking","thinking":"Zażółć 😀","signature":"EqQB"},
              {"type":"redacted_thinking","data":"EmwK"},
              {"type":"text","text":"I ask."},
              {"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Oslo"}},
              {"type":"tool_use","id":"toolu_2","name":"now","input":{}}],
             "stop_reason":"tool_use","stop_sequence":null,"usage":
              {"input_tokens":10,"cache_creation_input_tokens":30,"cache_read_input_tokens":5,
               "cache_creation":{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":10},
               "output_tokens":50,"output_tokens_details":{"thinking_tokens":20}}}""");

    assertThat(withoutUsage(events))
        .containsExactly(
            STARTED,
            OUTPUT.get(0),
            OUTPUT.get(1),
            OUTPUT.get(2),
            new AnswerEvent.TextDelta("I ask."),
            OUTPUT.get(5),
            new AnswerEvent.ToolArgumentsDelta(0, "{\"city\":\"Oslo\"}"),
            OUTPUT.get(8),
            OUTPUT.get(9),
            CALLS,
            new AnswerEvent.Ended());
    assertThat(usage(events)).extracting(AnswerEvent.Usage::buckets).containsExactly(COUNTED);
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn,END",
    "max_tokens,MAX_TOKENS",
    "model_context_window_exceeded,MAX_TOKENS",
    "stop_sequence,STOP_SEQUENCE",
    "tool_use,TOOL_CALLS",
    "refusal,REFUSAL",
    "pause_turn,OTHER",
    "something_new,OTHER"
  })
  void stopReasonsAreRead(String wire, StopReason reason) {
    assertThat(read("{\"content\":[],\"stop_sequence\":\"END\",\"stop_reason\":\"" + wire + "\"}"))
        .contains(new AnswerEvent.Finished(reason, "END"));
  }

  @Test
  void whatOnlyAnthropicHasCountsAsOutput() {
    assertThat(
            read(
                """
                {"content":[{"type":"server_tool_use","id":"s","name":"web_search","input":{"q":1}},
                  {"type":"web_search_tool_result","content":[]},
                  {"type":"text","text":"x","citations":[{}]}]}"""))
        .containsExactly(
            new AnswerEvent.Started(null, null),
            new AnswerEvent.OtherOutput(),
            new AnswerEvent.OtherOutput(),
            new AnswerEvent.TextDelta("x"),
            new AnswerEvent.Ended());
  }

  @Test
  void aRefusalSaysWhy() {
    assertThat(
            events(
                "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"refusal\","
                    + "\"stop_details\":{\"type\":\"refusal\",\"category\":\"bio\",\"explanation\":\"No.\"}}}\n\n"))
        .containsExactly(
            new AnswerEvent.RefusalDelta("No."),
            new AnswerEvent.Finished(StopReason.REFUSAL, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}",
        "{\"error\":{\"message\":\"Overloaded\"}}",
        "{\"type\":\"error\",\"error\":\"Overloaded\"}"
      })
  void anErrorIsReadWhereverItIs(String body) {
    assertThat(read(body)).containsExactly(new AnswerEvent.Failed("Overloaded"));
    assertThat(events("event: error\ndata: " + body + "\n\n"))
        .containsExactly(new AnswerEvent.Failed("Overloaded"));
    assertThat(protocol.errorMessage(body.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("Overloaded");
  }

  @Test
  void otherBodiesAreNoErrors() {
    for (String body : List.of("", "no", "{}", "{\"type\":\"message\"}")) {
      assertThat(protocol.errorMessage(body.getBytes(StandardCharsets.UTF_8))).isNull();
    }
  }

  @Test
  void aStreamIsWrittenAsTheApiDoes() {
    AnswerWriter writer = writer();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (AnswerEvent event :
        List.of(
            new AnswerEvent.Started("chatcmpl-7", "gpt"),
            new AnswerEvent.TextDelta(""),
            new AnswerEvent.TextDelta("I \"ask\""),
            new AnswerEvent.ToolCallStarted(0, "call_1", "weather", null),
            new AnswerEvent.ToolArgumentsDelta(0, "{\"city\":\"Oslo\"}"),
            new AnswerEvent.ToolArgumentsDelta(7, ""),
            CALLS,
            new AnswerEvent.Usage(json.createObjectNode(), COUNTED),
            new AnswerEvent.Ended())) {
      bytes.writeBytes(writer.write(event));
    }
    bytes.writeBytes(writer.end());

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_7","type":"message","role":"assistant","model":"best","content":[],"stop_reason":null,"stop_sequence":null,"stop_details":null,"container":null,"diagnostics":null,"usage":{"input_tokens":0,"cache_creation_input_tokens":null,"cache_read_input_tokens":null,"output_tokens":0,"cache_creation":null,"output_tokens_details":null,"server_tool_use":null,"service_tier":null}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":"","citations":null}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"I \\"ask\\""}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: content_block_start
            data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"call_1","name":"weather","input":{},"caller":{"type":"direct"}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"city\\":\\"Oslo\\"}"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":1}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null,"stop_details":null,"container":null},"usage":{"input_tokens":10,"cache_creation_input_tokens":30,"cache_read_input_tokens":5,"output_tokens":50,"cache_creation":{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":10},"output_tokens_details":{"thinking_tokens":20},"server_tool_use":null,"service_tier":null}}

            event: message_stop
            data: {"type":"message_stop"}

            """);
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
            new AnswerEvent.ToolCallStarted(0, "c", "f", "gemini:CiQB"),
            new AnswerEvent.ToolArgumentsDelta(0, "{}"),
            CALLS);
    List<AnswerEvent> expected =
        List.of(
            new AnswerEvent.ThinkingDelta("hm"),
            new AnswerEvent.ThinkingSigned("gemini:CiQB"),
            new AnswerEvent.ToolCallStarted(0, "c", "f", null));

    assertThat(events(streamed(events))).containsSubsequence(expected);
    assertThat(read(whole(events))).containsSubsequence(expected);
    assertThat(json.readTree(whole(events)).path("content"))
        .isEqualTo(
            json.readTree(
                """
                [{"type":"thinking","thinking":"hm","signature":""},
                 {"type":"thinking","thinking":"","signature":"gemini:CiQB"},
                 {"type":"tool_use","id":"c","name":"f","input":{},"caller":{"type":"direct"}}]"""));
  }

  @ParameterizedTest
  @CsvSource({
    "END,end_turn",
    "STOP_SEQUENCE,stop_sequence",
    "MAX_TOKENS,max_tokens",
    "TOOL_CALLS,tool_use",
    "CONTENT_FILTER,refusal",
    "REFUSAL,refusal",
    "OTHER,end_turn"
  })
  void stopReasonsAreWritten(StopReason reason, String wire) {
    assertThat(
            json.readTree(whole(List.of(new AnswerEvent.Finished(reason, null))))
                .path("stop_reason")
                .asString())
        .isEqualTo(wire);
  }

  @Test
  void callsAndRefusalsShowInTheStopReasonWhateverTheProviderCallsIt() {
    AnswerEvent.Finished end = new AnswerEvent.Finished(StopReason.END, null);

    assertThat(
            json.readTree(whole(List.of(new AnswerEvent.ToolCallStarted(0, "c", "f", null), end)))
                .path("stop_reason")
                .asString())
        .isEqualTo("tool_use");
    JsonNode refusal = json.readTree(whole(List.of(new AnswerEvent.RefusalDelta("No."), end)));
    assertThat(refusal.path("stop_reason").asString()).isEqualTo("refusal");
    assertThat(refusal.path("stop_details"))
        .isEqualTo(
            json.readTree("{\"type\":\"refusal\",\"category\":null,\"explanation\":\"No.\"}"));
    assertThat(refusal.path("content").isEmpty()).isTrue();
  }

  @Test
  void brokenArgumentsAreShownAsSuch() {
    List<AnswerEvent> events =
        List.of(
            new AnswerEvent.ToolCallStarted(0, "c", "f", null),
            new AnswerEvent.ToolArgumentsDelta(0, "{\"x\":"),
            CALLS);

    assertThat(json.readTree(whole(events)).path("content").path(0).path("input"))
        .isEqualTo(json.readTree("{\"INVALID_JSON\":\"{\\\"x\\\":\"}"));
  }

  @Test
  void argumentsForACallThatIsClosedEndTheStreamInFailure() {
    List<AnswerEvent> events =
        List.of(
            new AnswerEvent.ToolCallStarted(0, "a", "f", null),
            new AnswerEvent.ToolArgumentsDelta(0, "{}"),
            new AnswerEvent.ToolCallStarted(1, "b", "f", null),
            new AnswerEvent.ToolArgumentsDelta(0, "{}"),
            CALLS);

    assertThat(streamed(events)).contains("event: error").doesNotContain("message_stop");
    assertThat(json.readTree(whole(events)).path("content").size()).isEqualTo(2);
  }

  @Test
  void aFailureInTheMiddleIsNoEnd() {
    AnswerWriter writer = writer();
    writer.write(new AnswerEvent.TextDelta("a"));

    assertThat(new String(writer.failed(overloaded()), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            event: error
            data: {"type":"error","error":{"type":"overloaded_error","message":"Later.","details":{"error_code":"provider_overloaded"}},"request_id":null}

            """);
  }

  @ParameterizedTest
  @CsvSource({
    "400,invalid_request_error",
    "401,authentication_error",
    "402,billing_error",
    "403,permission_error",
    "404,not_found_error",
    "413,request_too_large",
    "429,rate_limit_error",
    "500,api_error",
    "502,api_error",
    "503,overloaded_error",
    "504,timeout_error",
    "529,overloaded_error"
  })
  void errorsAreOfTheTypeOfTheirStatus(int status, String type) {
    assertThat(json.readTree(protocol.error(new ProtocolError(status, "code", "Why.", "tools[0]"))))
        .isEqualTo(
            json.readTree(
                "{\"type\":\"error\",\"request_id\":null,\"error\":{\"type\":\""
                    + type
                    + "\",\"message\":\"Why.\",\"details\":{\"error_code\":\"code\",\"field\":\"tools[0]\"}}}"));
  }

  @Test
  void silenceIsFilledAndEndsAreAddedInTheProtocolsOwnWords() {
    assertThat(events(new String(protocol.keepAlive(), StandardCharsets.UTF_8))).isEmpty();
    assertThat(events(new String(protocol.terminator(), StandardCharsets.UTF_8)))
        .containsExactly(new AnswerEvent.Ended());
    assertThat(protocol.streamContentType()).isEqualTo(SseFormat.CONTENT_TYPE);
    assertThat(protocol.path("claude", true)).isEqualTo("/messages");
  }

  private static ProtocolError overloaded() {
    return new ProtocolError(529, "provider_overloaded", "Later.", null);
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

  /** Output, with pieces of the same thing put together. */
  private static String joined(List<AnswerEvent> events) {
    StringBuilder joined = new StringBuilder();
    for (AnswerEvent event : events) {
      switch (event) {
        case AnswerEvent.TextDelta(String text) -> joined.append(text);
        case AnswerEvent.ToolArgumentsDelta(int index, String piece) -> joined.append(piece);
        default -> joined.append(event.output() ? event : "");
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
