package dev.signalbox.streaming.wire.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Ended;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Failed;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Finished;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.RedactedThinking;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.RefusalDelta;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Started;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.TextDelta;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.ThinkingDelta;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.ThinkingSigned;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.ToolArgumentsDelta;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.ToolCallStarted;
import dev.signalbox.streaming.wire.canonical.AnswerEvent.Usage;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResponsesAnswerWriterTests {

  private static final TokenBuckets BUCKETS = new TokenBuckets(10, 20, 30, 0, 0, 0, 60, 70, 0);

  /** What every snapshot has, up to the output. */
  private static final String HEAD =
      "\"object\":\"response\",\"created_at\":1700000000,\"status\":\"%s\",\"background\":false,"
          + "\"error\":null,\"incomplete_details\":null,\"instructions\":null,"
          + "\"max_output_tokens\":null,\"model\":\"asked\",\"output\":";

  private static final String FOOT =
      ",\"parallel_tool_calls\":true,\"previous_response_id\":null,\"reasoning\":null,"
          + "\"store\":false,\"temperature\":null,\"text\":{\"format\":{\"type\":\"text\"}},"
          + "\"tool_choice\":\"auto\",\"tools\":[],\"top_p\":null,\"truncation\":\"disabled\",";

  private final JsonMapper json = JsonMapper.builder().build();
  private final ResponsesProtocol protocol = new ResponsesProtocol(json);

  private final List<AnswerEvent> answer =
      List.of(
          new Started("upstream", "other"),
          new ThinkingDelta("Let"),
          new ThinkingDelta(" me"),
          new ThinkingSigned("anthropic_messages:e1"),
          new RedactedThinking("openai_responses:e2"),
          new TextDelta("Grüß"),
          new TextDelta(" Gott"),
          new ToolCallStarted(0, "call_a", "weather", "gemini:c2ln"),
          new ToolCallStarted(1, "call_b", "now", null),
          new ToolArgumentsDelta(0, "{\"city\":"),
          new ToolArgumentsDelta(1, "{}"),
          new ToolArgumentsDelta(0, "\"Bern\"}"),
          new Finished(StopReason.TOOL_CALLS, null),
          new Usage(JsonMapper.shared().createObjectNode(), BUCKETS));

  @Test
  void aStreamIsWordedAsOpenAiDoes() {
    String progress =
        "\"response\":{\"id\":\"resp_0a\"," + HEAD.formatted("in_progress") + "[]" + FOOT;
    String message =
        "{\"id\":\"msg_0a_0\",\"type\":\"message\",\"status\":\"completed\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"annotations\":[],\"logprobs\":[],\"text\":\"Hi\"}]}";
    String call =
        "{\"id\":\"fc_0a_1\",\"type\":\"function_call\",\"status\":\"%s\",\"call_id\":\"call_a\",\"name\":\"f\",\"arguments\":\"%s\"}";
    String done = call.formatted("completed", "{}");

    assertThat(
            frames(
                streamed(
                    List.of(
                        new Started("upstream", "other"),
                        new TextDelta(""),
                        new TextDelta("Hi"),
                        new ToolCallStarted(0, "call_a", "f", null),
                        new ToolArgumentsDelta(0, "{}"),
                        new Finished(StopReason.TOOL_CALLS, null),
                        new Usage(json.createObjectNode(), TokenBuckets.of(3, 4)),
                        new Ended()))))
        .containsExactly(
            "response.created\n" + progress + "\"usage\":null,\"metadata\":null}}",
            "response.in_progress\n" + progress + "\"usage\":null,\"metadata\":null}}",
            "response.output_item.added\n\"output_index\":0,\"item\":{\"id\":\"msg_0a_0\",\"type\":\"message\",\"status\":\"in_progress\",\"role\":\"assistant\",\"content\":[]}}",
            "response.content_part.added\n\"item_id\":\"msg_0a_0\",\"output_index\":0,\"content_index\":0,\"part\":{\"type\":\"output_text\",\"annotations\":[],\"logprobs\":[],\"text\":\"\"}}",
            "response.output_text.delta\n\"item_id\":\"msg_0a_0\",\"output_index\":0,\"content_index\":0,\"delta\":\"Hi\",\"logprobs\":[]}",
            "response.output_text.done\n\"item_id\":\"msg_0a_0\",\"output_index\":0,\"content_index\":0,\"text\":\"Hi\",\"logprobs\":[]}",
            "response.content_part.done\n\"item_id\":\"msg_0a_0\",\"output_index\":0,\"content_index\":0,\"part\":{\"type\":\"output_text\",\"annotations\":[],\"logprobs\":[],\"text\":\"Hi\"}}",
            "response.output_item.done\n\"output_index\":0,\"item\":" + message + "}",
            "response.output_item.added\n\"output_index\":1,\"item\":"
                + call.formatted("in_progress", "")
                + "}",
            "response.function_call_arguments.delta\n\"item_id\":\"fc_0a_1\",\"output_index\":1,\"delta\":\"{}\"}",
            "response.function_call_arguments.done\n\"item_id\":\"fc_0a_1\",\"output_index\":1,\"name\":\"f\",\"arguments\":\"{}\"}",
            "response.output_item.done\n\"output_index\":1,\"item\":" + done + "}",
            "response.completed\n\"response\":{\"id\":\"resp_0a\","
                + HEAD.formatted("completed")
                + "["
                + message
                + ","
                + done
                + "]"
                + FOOT
                + "\"usage\":{\"input_tokens\":3,\"input_tokens_details\":{\"cached_tokens\":0,\"cache_write_tokens\":0},\"output_tokens\":4,\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":7},\"metadata\":null}}");
  }

  @Test
  void thoughtsAndRefusalsAreWordedAsOpenAiDoes() {
    assertThat(
            types(
                streamed(
                    List.of(
                        new ThinkingDelta("a"),
                        new ThinkingDelta("b"),
                        new TextDelta("c"),
                        new RefusalDelta("d"),
                        new Finished(StopReason.REFUSAL, null)))))
        .containsExactly(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.reasoning_summary_part.added",
            "response.reasoning_summary_text.delta",
            "response.reasoning_summary_text.delta",
            "response.reasoning_summary_text.done",
            "response.reasoning_summary_part.done",
            "response.output_item.done",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.content_part.added",
            "response.refusal.delta",
            "response.refusal.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed");
  }

  @Test
  void eventsAreNumbered() {
    List<Integer> numbers =
        data(streamed(answer)).map(event -> event.path("sequence_number").asInt(-1)).toList();

    assertThat(numbers).startsWith(0, 1, 2).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    List<AnswerEvent> read = new RecordedStream(protocol, streamed(answer)).events();

    assertThat(read.getFirst()).isEqualTo(new Started("resp_0a", "asked"));
    assertThat(said(read)).isEqualTo(said(answer));
    assertThat(buckets(read)).isEqualTo(BUCKETS);
    assertThat(read.getLast()).isEqualTo(new Ended());
  }

  @Test
  void whatIsWrittenInOnePieceIsReadAgain() {
    List<AnswerEvent> read = whole(writer(null).whole(answer));

    assertThat(said(read))
        .containsExactly(
            new ThinkingDelta("Let me"),
            new ThinkingSigned("anthropic_messages:e1"),
            new RedactedThinking("openai_responses:e2"),
            new TextDelta("Grüß Gott"),
            new ToolCallStarted(0, "call_a", "weather", "gemini:c2ln"),
            new ToolArgumentsDelta(0, "{\"city\":\"Bern\"}"),
            new ToolCallStarted(1, "call_b", "now", null),
            new ToolArgumentsDelta(1, "{}"),
            new Finished(StopReason.TOOL_CALLS, null));
    assertThat(buckets(read)).isEqualTo(BUCKETS);
  }

  @Test
  void whatTheProviderOfAnotherProtocolSignedKeepsItsMark() {
    JsonNode output = json.readTree(writer(null).whole(answer)).path("output");

    assertThat(output.at("/0/encrypted_content").asString()).isEqualTo("anthropic_messages:e1");
    assertThat(output.at("/1/encrypted_content").asString()).isEqualTo("e2");
  }

  @Test
  void aSignatureAloneIsNotTakenForASecret() {
    List<AnswerEvent> signed =
        with(List.of(new ThinkingSigned("anthropic_messages:s")), StopReason.END);

    assertThat(said(new RecordedStream(protocol, streamed(signed)).events())).isEqualTo(signed);
    assertThat(said(whole(writer(null).whole(signed)))).isEqualTo(signed);
  }

  @Test
  void whatIsAnsweredCanBeGivenBack() {
    JsonNode whole = json.readTree(writer(null).whole(answer));
    String request = "{\"model\":\"m\",\"input\":" + whole.path("output") + "}";

    assertThat(understood(request).turns())
        .singleElement()
        .satisfies(
            turn ->
                assertThat(turn.parts())
                    .extracting(Object::toString)
                    .containsExactly(
                        "Thinking[text=Let me, signature=anthropic_messages:e1]",
                        "RedactedThinking[data=openai_responses:e2]",
                        "Text[text=Grüß Gott]",
                        "ToolCall[id=call_a, name=weather, arguments={\"city\":\"Bern\"}, signature=gemini:c2ln]",
                        "ToolCall[id=call_b, name=now, arguments={}, signature=null]"));
  }

  @Test
  void aCallThatBrokeOffIsNeverSaidToBeDone() {
    String stream =
        streamed(
            with(
                List.of(new ToolCallStarted(0, "c", "f", null), new ToolArgumentsDelta(0, "{\"a")),
                StopReason.MAX_TOKENS));

    assertThat(types(stream))
        .doesNotContain("response.function_call_arguments.done", "response.completed")
        .endsWith("response.output_item.done", "response.incomplete");
    JsonNode response = data(stream).toList().getLast().path("response");
    assertThat(response.at("/output/0/status").asString()).isEqualTo("incomplete");
    assertThat(response.at("/output/0/arguments").asString()).isEqualTo("{\"a");
    assertThat(response.at("/incomplete_details/reason").asString()).isEqualTo("max_output_tokens");
  }

  @Test
  void aCallWithoutArgumentsGetsAnEmptyObject() {
    List<AnswerEvent> call =
        with(List.of(new ToolCallStarted(0, "c", "f", null)), StopReason.TOOL_CALLS);

    assertThat(json.readTree(writer(null).whole(call)).at("/output/0/arguments").asString())
        .isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource({
    "END,completed,",
    "STOP_SEQUENCE,completed,",
    "TOOL_CALLS,completed,",
    "OTHER,completed,",
    "MAX_TOKENS,incomplete,max_output_tokens",
    "CONTENT_FILTER,incomplete,content_filter",
    "REFUSAL,incomplete,content_filter"
  })
  void reasonsToStopAreWorded(StopReason reason, String status, @Nullable String cause) {
    JsonNode response =
        json.readTree(writer(null).whole(with(List.of(new TextDelta("x")), reason)));

    assertThat(response.path("status").asString()).isEqualTo(status);
    assertThat(response.path("incomplete_details").path("reason").asString(null)).isEqualTo(cause);
    assertThat(response.at("/output/0/status").asString()).isEqualTo(status);
  }

  @Test
  void aStreamThatHasBegunFailsWithAnErrorAndAFailedResponse() {
    AnswerWriter writer = writer(null);
    writer.write(new TextDelta("x"));
    String failed =
        text(writer.failed(new ProtocolError(502, "provider_cut", "It broke off.", null)));

    assertThat(types(failed)).containsExactly("error", "response.failed");
    List<JsonNode> events = data(failed).toList();
    assertThat(events.getFirst())
        .hasToString(
            "{\"type\":\"error\",\"sequence_number\":5,\"code\":\"provider_cut\",\"message\":\"It broke off.\",\"param\":null}");
    assertThat(events.getLast().at("/response/status").asString()).isEqualTo("failed");
    assertThat(events.getLast().at("/response/error/message").asString())
        .isEqualTo("It broke off.");
    assertThat(new RecordedStream(protocol, failed).events())
        .containsOnly(new Failed("It broke off."));
  }

  @Test
  void aRelayedStreamFailsWithAnErrorAlone() {
    String failed =
        text(writer(null).failed(new ProtocolError(502, "provider_cut", "It broke off.", null)));

    assertThat(types(failed)).containsExactly("error");
  }

  @Test
  void aResponseRepeatsWhatWasAsked() {
    ModelRequest request =
        understood(
            """
            {"model":"asked","instructions":"Be brief.","input":[{"role":"user","content":[
               {"type":"input_audio","input_audio":{"data":"UklGRg==","format":"wav"}}]}],
             "tools":[{"type":"function","name":"f","strict":true,"parameters":{"type":"object"}}],
             "tool_choice":"required","parallel_tool_calls":false,"max_output_tokens":9,
             "temperature":0.5,"top_p":0.9,"text":{"format":{"type":"json_object"}},
             "reasoning":{"effort":"low"},"safety_identifier":"u"}
            """);
    JsonNode response =
        json.readTree(writer(request).whole(with(List.of(new TextDelta("x")), StopReason.END)));

    assertThat(response.path("instructions").asString()).isEqualTo("Be brief.");
    assertThat(response.path("tools"))
        .hasToString(
            "[{\"type\":\"function\",\"name\":\"f\",\"parameters\":{\"type\":\"object\"},\"strict\":true}]");
    assertThat(response.path("tool_choice").asString()).isEqualTo("required");
    assertThat(response.path("parallel_tool_calls").asBoolean()).isFalse();
    assertThat(response.path("max_output_tokens").asInt()).isEqualTo(9);
    assertThat(response.path("temperature").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(response.path("text")).hasToString("{\"format\":{\"type\":\"json_object\"}}");
    assertThat(response.path("reasoning")).hasToString("{\"effort\":\"low\"}");
    assertThat(response.path("safety_identifier").asString()).isEqualTo("u");
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
        .filter(Usage.class::isInstance)
        .map(event -> ((Usage) event).buckets())
        .findFirst()
        .orElseThrow();
  }

  private AnswerWriter writer(@Nullable ModelRequest request) {
    return protocol.answerWriter(
        new AnswerHeading("0a", "asked", Instant.ofEpochSecond(1_700_000_000), false, request));
  }

  private List<AnswerEvent> whole(byte[] body) {
    return protocol.answerReader(new Conventions(ReasoningCount.INSIDE_COMPLETION)).whole(body);
  }

  private ModelRequest understood(String body) {
    return protocol.understand(
        protocol.read(body.getBytes(StandardCharsets.UTF_8), new Addressed.InBody()));
  }

  private String streamed(List<AnswerEvent> events) {
    AnswerWriter writer = writer(null);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    events.forEach(event -> bytes.writeBytes(writer.write(event)));
    bytes.writeBytes(writer.end());
    return text(bytes.toByteArray());
  }

  /** Each event's name and what follows its type and number. */
  private static List<String> frames(String stream) {
    return Stream.of(stream.split("\n\n"))
        .map(
            frame ->
                frame
                    .replaceFirst("^event: ", "")
                    .replaceFirst("data: \\{\"type\":\"[a-z_.]+\",\"sequence_number\":\\d+,", ""))
        .toList();
  }

  private static List<String> types(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("event: "))
        .map(line -> line.substring("event: ".length()))
        .toList();
  }

  private Stream<JsonNode> data(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> json.readTree(line.substring("data: ".length())));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
