package dev.signalbox.streaming.wire.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.frame.FrameSplitter;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.Conventions;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.testing.RecordedStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CohereAnswerTests {

  /** As the API streams it, with an event that is not known and data on two lines. */
  private static final String RECORDED =
      """
      : comment

      event: message-start
      data: {"id":"29f14a5a","type":"message-start","delta":{"message":{"role":"assistant","content":[],"tool_plan":"","tool_calls":[],"citations":[]}}}

      event: content-start
      data: {"type":"content-start","index":0,"delta":{"message":{"content":{"type":"thinking","thinking":""}}}}

      event: content-delta
      data: {"type":"content-delta","index":0,"delta":{"message":{"content":{"thinking":"Hm."}}}}

      event: content-end
      data: {"type":"content-end","index":0}

      event: tool-plan-delta
      data: {"type":"tool-plan-delta","delta":{"message":{"tool_plan":"I look."}}}

      event: content-start
      data: {"type":"content-start","index":1,"delta":{"message":{"content":{"type":"text","text":"Za"}}}}

      event: content-delta
      data: {"type":"content-delta","index":1,
      data: "delta":{"message":{"content":{"text":"żółć 😀"}}},"logprobs":{"token_ids":[1]}}

      event: content-end
      data: {"type":"content-end","index":1}

      event: citation-start
      data: {"type":"citation-start","index":0,"delta":{"message":{"citations":{"start":0,"end":2,"text":"Za"}}}}

      event: citation-end
      data: {"type":"citation-end","index":0}

      event: tool-call-start
      data: {"type":"tool-call-start","index":1,"delta":{"message":{"tool_calls":{"id":"look_r8d0","type":"function","function":{"name":"look","arguments":""}}}}}

      event: tool-call-delta
      data: {"type":"tool-call-delta","index":1,"delta":{"message":{"tool_calls":{"function":{"arguments":"{\\"at\\":"}}}}}

      event: tool-call-delta
      data: {"type":"tool-call-delta","index":1,"delta":{"message":{"tool_calls":{"function":{"arguments":"1}"}}}}}

      event: tool-call-end
      data: {"type":"tool-call-end","index":1}

      event: tool-call-start
      data: {"type":"tool-call-start","index":2,"delta":{"message":{"tool_calls":[{"id":"list_s9e1","type":"function","function":{"name":"list","arguments":"{}"}}]}}}

      event: something-new
      data: {"type":"something-new","delta":7}

      event: message-end
      data: {"type":"message-end","delta":{"finish_reason":"TOOL_CALL","usage":{"billed_units":{"input_tokens":263,"output_tokens":156.0},"tokens":{"input_tokens":500,"output_tokens":156,"image_tokens":259},"cached_tokens":480}}}

      data: [DONE]

      """;

  private final JsonMapper json = JsonMapper.builder().build();
  private final CohereProtocol protocol = new CohereProtocol(json);

  private final List<AnswerEvent> called =
      List.of(
          new AnswerEvent.Started("29f14a5a", null),
          new AnswerEvent.ThinkingDelta("Hm."),
          new AnswerEvent.ThinkingDelta("I look."),
          new AnswerEvent.TextDelta("Za"),
          new AnswerEvent.TextDelta("żółć 😀"),
          new AnswerEvent.OtherOutput(),
          new AnswerEvent.ToolCallStarted(0, "look_r8d0", "look", null),
          new AnswerEvent.ToolArgumentsDelta(0, "{\"at\":"),
          new AnswerEvent.ToolArgumentsDelta(0, "1}"),
          new AnswerEvent.ToolCallStarted(1, "list_s9e1", "list", null),
          new AnswerEvent.ToolArgumentsDelta(1, "{}"),
          usage(new TokenBuckets(4, 0, 0, 0, 0, 259, 156, 0, 0)),
          new AnswerEvent.Finished(StopReason.TOOL_CALLS, null),
          new AnswerEvent.Ended());

  private final List<AnswerEvent> written =
      List.of(
          new AnswerEvent.Started("29f14a5a", null),
          new AnswerEvent.ThinkingDelta("Let me "),
          new AnswerEvent.ThinkingDelta("see."),
          new AnswerEvent.TextDelta("Zażółć "),
          new AnswerEvent.TextDelta("😀"),
          new AnswerEvent.ToolCallStarted(0, "a", "look", null),
          new AnswerEvent.ToolArgumentsDelta(0, "{\"at\":"),
          new AnswerEvent.ToolArgumentsDelta(0, "1}"),
          new AnswerEvent.ToolCallStarted(1, "b", "list", null),
          new AnswerEvent.ToolArgumentsDelta(1, "{}"),
          usage(new TokenBuckets(6, 0, 0, 0, 0, 4, 5, 0, 0)),
          new AnswerEvent.Finished(StopReason.MAX_TOKENS, null),
          new AnswerEvent.Ended());

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void aStreamIsReadEventByEvent(String lineEnd) {
    byte[] stream = bytes(RECORDED.replace("\n", lineEnd));

    assertSame(read(stream, stream.length), called);
  }

  @Test
  void aStreamCutOrBrokenAnywhereIsRead() {
    RecordedStream recorded = new RecordedStream(protocol, RECORDED);

    recorded.assertSameWhereverCut();
    recorded.assertReadableHoweverBroken(200);
  }

  @Test
  void anAnswerInOnePieceIsReadAsItsStreamWouldBe() {
    assertSame(
        whole(
            """
            {"id":"1cd2","message":{"role":"assistant","tool_plan":"I look.","content":[
              {"type":"thinking","thinking":"Hm."},{"type":"text","text":"Look."}],
              "tool_calls":[{"id":"look_r8d0","type":"function","function":
                {"name":"look","arguments":"{\\"at\\":1}"}}],"citations":[{"start":0}]},
             "finish_reason":"TOOL_CALL",
             "usage":{"billed_units":{"input_tokens":80,"output_tokens":301},
               "tokens":{"input_tokens":1494,"output_tokens":330},"cached_tokens":1008}}"""),
        List.of(
            new AnswerEvent.Started("1cd2", null),
            new AnswerEvent.ThinkingDelta("I look."),
            new AnswerEvent.ThinkingDelta("Hm."),
            new AnswerEvent.TextDelta("Look."),
            new AnswerEvent.ToolCallStarted(0, "look_r8d0", "look", null),
            new AnswerEvent.ToolArgumentsDelta(0, "{\"at\":1}"),
            new AnswerEvent.OtherOutput(),
            usage(TokenBuckets.of(80, 301)),
            new AnswerEvent.Finished(StopReason.TOOL_CALLS, null),
            new AnswerEvent.Ended()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"tokens":{"input_tokens":100,"output_tokens":7},"cached_tokens":60}|40|60|0|7
          {"tokens":{"input_tokens":100,"output_tokens":7,"image_tokens":30},"cached_tokens":90}|0|90|10|7
          {"tokens":{"input_tokens":5},"cached_tokens":90}|0|5|0|0
          {"billed_units":{"input_tokens":12.0,"output_tokens":7.0},"tokens":{"input_tokens":100},"cached_tokens":60}|12|0|0|7
          {"billed_units":{"input_tokens":12,"output_tokens":7},"tokens":{"image_tokens":50}}|0|0|12|7
          {"billed_units":{"search_units":1},"tokens":{"input_tokens":3,"output_tokens":4}}|3|0|0|4
          {"billed_units":{"input_tokens":0,"output_tokens":0},"tokens":{"input_tokens":3}}|0|0|0|0
          {"billed_units":{"input_tokens":-5,"output_tokens":"many"}}|0|0|0|0
          {}|0|0|0|0
          """)
  void whatIsBilledCounts(String usage, long input, long cached, long images, long output) {
    assertThat(CohereUsage.buckets(json.readTree(usage)))
        .isEqualTo(new TokenBuckets(input, cached, 0, 0, 0, images, output, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETE,END",
    "STOP_SEQUENCE,STOP_SEQUENCE",
    "MAX_TOKENS,MAX_TOKENS",
    "TOOL_CALL,TOOL_CALLS",
    "ERROR_TOXIC,CONTENT_FILTER",
    "SOMETHING_NEW,OTHER"
  })
  void stopReasonsAreTold(String name, StopReason reason) {
    assertThat(event("{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"" + name + "\"}}"))
        .containsExactly(new AnswerEvent.Finished(reason, null));
  }

  @Test
  void aFailedAnswerIsNeverCompleteAndItsUsageCounts() {
    assertSame(
        event(
            """
            {"type":"message-end","delta":{"finish_reason":"ERROR","error":"It broke.",\
            "usage":{"tokens":{"input_tokens":3,"output_tokens":4}}}}"""),
        List.of(usage(TokenBuckets.of(3, 4)), new AnswerEvent.Failed("It broke.")));
    assertThat(event("{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"TIMEOUT\"}}"))
        .containsExactly(new AnswerEvent.Failed("the generation ended with TIMEOUT"));
    assertThat(event("{\"message\":\"Too many.\"}"))
        .containsExactly(new AnswerEvent.Failed("Too many."));
    assertThat(whole("{\"message\":\"No such model.\"}"))
        .containsExactly(new AnswerEvent.Failed("No such model."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "[]", "{", "{}", "{\"type\":\"tool-call-delta\",\"index\":5}"})
  void whatIsNoEventIsMalformed(String data) {
    assertThat(event(data)).containsExactly(new AnswerEvent.Malformed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no", "[]", "{}", "{\"message\":[]}"})
  void whatIsNoAnswerIsMalformed(String body) {
    assertThat(whole(body)).containsExactly(new AnswerEvent.Malformed());
  }

  @Test
  void bytesThatAreNotUtf8DoNotThrow() {
    assertThat(
            read(
                new byte[] {
                  'd',
                  'a',
                  't',
                  'a',
                  ':',
                  '{',
                  '"',
                  (byte) 0xC3,
                  '(',
                  '"',
                  ':',
                  '1',
                  '}',
                  '\n',
                  '\n'
                },
                3))
        .containsExactly(new AnswerEvent.Malformed());
  }

  @Test
  void aStreamIsWrittenAsTheApiWritesIt() {
    assertThat(new String(stream(written), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            event: message-start
            data: {"type":"message-start","id":"29f14a5a","delta":{"message":{"role":"assistant","content":[],"tool_plan":"","tool_calls":[],"citations":[]}}}

            event: content-start
            data: {"type":"content-start","index":0,"delta":{"message":{"content":{"type":"thinking","thinking":""}}}}

            event: content-delta
            data: {"type":"content-delta","index":0,"delta":{"message":{"content":{"thinking":"Let me "}}}}

            event: content-delta
            data: {"type":"content-delta","index":0,"delta":{"message":{"content":{"thinking":"see."}}}}

            event: content-end
            data: {"type":"content-end","index":0}

            event: content-start
            data: {"type":"content-start","index":1,"delta":{"message":{"content":{"type":"text","text":""}}}}

            event: content-delta
            data: {"type":"content-delta","index":1,"delta":{"message":{"content":{"text":"Zażółć "}}}}

            event: content-delta
            data: {"type":"content-delta","index":1,"delta":{"message":{"content":{"text":"😀"}}}}

            event: content-end
            data: {"type":"content-end","index":1}

            event: tool-call-start
            data: {"type":"tool-call-start","index":0,"delta":{"message":{"tool_calls":{"id":"a","type":"function","function":{"name":"look","arguments":""}}}}}

            event: tool-call-delta
            data: {"type":"tool-call-delta","index":0,"delta":{"message":{"tool_calls":{"function":{"arguments":"{\\"at\\":"}}}}}

            event: tool-call-delta
            data: {"type":"tool-call-delta","index":0,"delta":{"message":{"tool_calls":{"function":{"arguments":"1}"}}}}}

            event: tool-call-end
            data: {"type":"tool-call-end","index":0}

            event: tool-call-start
            data: {"type":"tool-call-start","index":1,"delta":{"message":{"tool_calls":{"id":"b","type":"function","function":{"name":"list","arguments":""}}}}}

            event: tool-call-delta
            data: {"type":"tool-call-delta","index":1,"delta":{"message":{"tool_calls":{"function":{"arguments":"{}"}}}}}

            event: tool-call-end
            data: {"type":"tool-call-end","index":1}

            event: message-end
            data: {"type":"message-end","delta":{"finish_reason":"MAX_TOKENS","usage":{"billed_units":{"input_tokens":10,"output_tokens":5},"tokens":{"input_tokens":10,"output_tokens":5,"image_tokens":4},"cached_tokens":0}}}

            data: [DONE]

            """);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    byte[] stream = stream(written);

    assertSame(read(stream, stream.length), written);
  }

  @Test
  void aWholeAnswerIsWrittenAndReadAgain() {
    byte[] body = writer().whole(written);

    assertThat(json.readTree(body))
        .isEqualTo(
            json.readTree(
                """
                {"id":"29f14a5a","message":{"role":"assistant","content":[
                  {"type":"thinking","thinking":"Let me see."},
                  {"type":"text","text":"Zażółć 😀"}],
                  "tool_calls":[
                    {"id":"a","type":"function",
                     "function":{"name":"look","arguments":"{\\"at\\":1}"}},
                    {"id":"b","type":"function","function":{"name":"list","arguments":"{}"}}]},
                 "finish_reason":"MAX_TOKENS",
                 "usage":{"billed_units":{"input_tokens":10,"output_tokens":5},
                   "tokens":{"input_tokens":10,"output_tokens":5,"image_tokens":4},
                   "cached_tokens":0}}"""));
    assertThat(reader().whole(body))
        .contains(
            new AnswerEvent.TextDelta("Zażółć 😀"),
            new AnswerEvent.ToolCallStarted(1, "b", "list", null),
            new AnswerEvent.Finished(StopReason.MAX_TOKENS, null));
  }

  @Test
  void whatIsHeldBackIsAnError() {
    byte[] stream =
        stream(
            List.of(
                new AnswerEvent.RefusalDelta("No."),
                new AnswerEvent.ThinkingSigned("gemini:c2ln"),
                new AnswerEvent.RedactedThinking("gemini:c2ln"),
                new AnswerEvent.OtherOutput(),
                new AnswerEvent.Finished(StopReason.CONTENT_FILTER, null)));

    assertThat(read(stream, stream.length))
        .containsExactly(
            new AnswerEvent.Started("29f14a5a", null),
            new AnswerEvent.TextDelta("No."),
            new AnswerEvent.Failed("The provider held back the rest of the answer."),
            new AnswerEvent.Ended());
  }

  @Test
  void aFailedStreamEndsAsTheApiEndsOne() {
    ProtocolError error = new ProtocolError(502, "provider_cut_off", "It \"broke\" off.", null);

    assertThat(writer().failed(error))
        .asString()
        .isEqualTo(
            "event: message-end\ndata: {\"type\":\"message-end\",\"delta\":"
                + "{\"finish_reason\":\"ERROR\",\"error\":\"It \\\"broke\\\" off.\"}}\n\n");
    assertThat(protocol.error(error))
        .asString()
        .isEqualTo("{\"message\":\"It \\\"broke\\\" off.\"}");
    assertThat(protocol.errorHeaders(error)).isEmpty();
    assertThat(protocol.errorMessage(protocol.error(error))).isEqualTo("It \"broke\" off.");
    assertThat(protocol.errorMessage(bytes("<html>"))).isNull();
    assertThat(protocol.terminator()).asString().isEqualTo("data: [DONE]\n\n");
  }

  @Test
  void aCallWithoutArgumentsIsCompleteOnlyWhenTheAnswerIs() {
    List<AnswerEvent> events = new ArrayList<>();
    events.add(new AnswerEvent.ToolCallStarted(0, "a", "look", null));
    events.add(new AnswerEvent.ToolCallStarted(1, "b", "list", null));
    events.add(new AnswerEvent.Finished(StopReason.MAX_TOKENS, null));

    assertThat(read(stream(events), 0))
        .contains(new AnswerEvent.ToolArgumentsDelta(0, "{}"))
        .doesNotContain(new AnswerEvent.ToolArgumentsDelta(1, "{}"));
    events.add(new AnswerEvent.Finished(StopReason.TOOL_CALLS, null));
    assertThat(read(stream(events), 0)).contains(new AnswerEvent.ToolArgumentsDelta(1, "{}"));
  }

  private static void assertSame(List<AnswerEvent> events, List<AnswerEvent> expected) {
    assertThat(events).usingElementComparator(CohereAnswerTests::compared).isEqualTo(expected);
  }

  /** Usage by its buckets: its own object is worded anew. */
  private static int compared(AnswerEvent one, AnswerEvent other) {
    boolean same =
        (one instanceof AnswerEvent.Usage usage && other instanceof AnswerEvent.Usage again)
            ? usage.buckets().equals(again.buckets())
            : one.equals(other);
    return same ? 0 : 1;
  }

  private AnswerEvent usage(TokenBuckets buckets) {
    return new AnswerEvent.Usage(json.createObjectNode(), buckets);
  }

  private List<AnswerEvent> event(String data) {
    byte[] stream = bytes("data: " + data + "\n\n");
    return read(stream, stream.length);
  }

  private List<AnswerEvent> whole(String body) {
    return reader().whole(bytes(body));
  }

  private List<AnswerEvent> read(byte[] stream, int cut) {
    FrameSplitter splitter = protocol.splitter(10_000);
    List<Frame> frames = new ArrayList<>(splitter.feed(stream, 0, cut));
    frames.addAll(splitter.feed(stream, cut, stream.length - cut));
    frames.addAll(splitter.end());
    AnswerReader reader = reader();
    List<AnswerEvent> events = new ArrayList<>();
    frames.forEach(frame -> events.addAll(reader.read(frame)));
    return events;
  }

  private byte[] stream(List<AnswerEvent> events) {
    AnswerWriter writer = writer();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    events.forEach(event -> bytes.writeBytes(writer.write(event)));
    bytes.writeBytes(writer.end());
    return bytes.toByteArray();
  }

  private AnswerReader reader() {
    return protocol.answerReader(new Conventions(ReasoningCount.INSIDE_COMPLETION));
  }

  private AnswerWriter writer() {
    return protocol.answerWriter(
        new AnswerHeading("29f14a5a", "m", Instant.parse("2026-03-01T12:36:00Z"), false));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
