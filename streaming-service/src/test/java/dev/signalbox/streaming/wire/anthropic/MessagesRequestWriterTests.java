package dev.signalbox.streaming.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.canonical.Sampling;
import dev.signalbox.streaming.wire.canonical.Tool;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.ProviderBody;
import dev.signalbox.streaming.wire.protocol.WireModel;
import dev.signalbox.streaming.wire.testing.RequestBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MessagesRequestWriterTests {

  private static final Tool PING = new Tool("ping", null, null, null, null);

  private final JsonMapper json = JsonMapper.builder().build();
  private final MessagesProtocol protocol = new MessagesProtocol(json);

  @Test
  void theLimitThatHasToBeSetIsTheModels() {
    assertThat(written(new RequestBuilder()))
        .isEqualTo(
            json.readTree(
                """
                {"model":"claude-opus-4-8","max_tokens":64000,
                 "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}"""));
  }

  @Test
  void turnsOfOneRoleAreOneMessage() {
    JsonNode messages =
        written(
                new RequestBuilder()
                    .turn(Turn.Role.SYSTEM, new Part.Text("A"))
                    .turn(Turn.Role.SYSTEM, new Part.Text("B"))
                    .turn(Turn.Role.USER, new Part.Text("C"))
                    .turn(Turn.Role.ASSISTANT, new Part.Text(""), call("1"), call("2"))
                    .turn(Turn.Role.TOOL, result("1"))
                    .turn(Turn.Role.TOOL, result("2"))
                    .turn(Turn.Role.USER, new Part.Text("D"))
                    .turn(Turn.Role.ASSISTANT, new Part.Text("")))
            .path("messages");

    assertThat(messages)
        .isEqualTo(
            json.readTree(
                """
                [{"role":"user","content":[{"type":"text","text":"C"}]},
                 {"role":"assistant","content":[
                  {"type":"tool_use","id":"1","name":"ping","input":{"n":1}},
                  {"type":"tool_use","id":"2","name":"ping","input":{"n":1}}]},
                 {"role":"user","content":[
                  {"type":"tool_result","tool_use_id":"1"},
                  {"type":"tool_result","tool_use_id":"2"},
                  {"type":"text","text":"D"}]}]"""));
  }

  @Test
  void idsAndArgumentsThatTheApiWouldRefuseAreMadeAcceptable() {
    JsonNode messages =
        written(
                new RequestBuilder()
                    .turn(
                        Turn.Role.ASSISTANT,
                        new Part.ToolCall("functions.ping:0", "ping", "{\"n\":", null),
                        new Part.ToolCall("c", "ping", " ", null))
                    .turn(
                        Turn.Role.TOOL,
                        new Part.ToolResult("functions.ping:0", "ping", List.of(), false)))
            .path("messages");
    JsonNode call = messages.path(0).path("content").path(0);

    assertThat(call.path("id").asString())
        .matches("[a-zA-Z0-9]{24}")
        .isEqualTo(messages.path(1).path("content").path(0).path("tool_use_id").asString());
    assertThat(call.path("input")).isEqualTo(json.readTree("{\"INVALID_JSON\":\"{\\\"n\\\":\"}"));
    assertThat(messages.path(0).path("content").path(1).path("input").isEmpty()).isTrue();
  }

  @Test
  void hintsWithoutAPlaceAreTold() {
    ProviderBody body =
        protocol.write(
            new RequestBuilder()
                .turn(Turn.Role.USER, new Part.CacheBreak("1h"), new Part.Text("Hi"))
                .turn(
                    Turn.Role.ASSISTANT,
                    new Part.Thinking("hm", "gemini:CiQB"),
                    new Part.RedactedThinking("bedrock_converse:x"))
                .format(
                    new OutputFormat.JsonSchema(
                        "answer", "An answer.", json.createObjectNode(), false))
                .build(),
            model("claude-opus-4-8"));

    assertThat(body.unused()).containsExactly("cache_control", "thinking", "response_format.name");
    assertThat(json.readTree(body.json()).path("output_config").path("format").path("schema"))
        .isEqualTo(json.readTree("{\"description\":\"An answer.\"}"));
  }

  @Test
  void objectsOfFormatsAndStrictToolsAreClosed() {
    String open =
        """
        {"type":"object","properties":{
          "a":{"type":"array","items":{"type":"object","properties":{"b":{"type":"string"}}}},
          "c":{"anyOf":[{"type":"object","properties":{"d":{}},"additionalProperties":true},
                        {"type":"object"}]},
          "e":{"type":"object","properties":{"f":{}},"allOf":[{"properties":{"g":{}}}]}}}""";
    String closed =
        """
        {"type":"object","additionalProperties":false,"properties":{
          "a":{"type":"array","items":
            {"type":"object","properties":{"b":{"type":"string"}},"additionalProperties":false}},
          "c":{"anyOf":[{"type":"object","properties":{"d":{}},"additionalProperties":true},
                        {"type":"object"}]},
          "e":{"type":"object","properties":{"f":{}},"allOf":[{"properties":{"g":{}}}]}}}""";
    JsonNode schema = json.readTree(open);

    JsonNode body =
        written(
            new RequestBuilder()
                .format(new OutputFormat.JsonSchema(null, null, schema, null))
                .tool(new Tool("strict", null, schema, true, null))
                .tool(new Tool("loose", null, schema, null, null)));

    assertThat(body.at("/output_config/format/schema")).isEqualTo(json.readTree(closed));
    assertThat(body.at("/tools/0/input_schema")).isEqualTo(json.readTree(closed));
    assertThat(body.at("/tools/1/input_schema")).isEqualTo(json.readTree(open));
  }

  @Test
  void samplingThatIsTheDefaultIsNotSent() {
    JsonNode body =
        written(
            new RequestBuilder()
                .sampling(
                    new Sampling(
                        5L,
                        new BigDecimal("1.0"),
                        BigDecimal.ONE,
                        null,
                        new BigDecimal("0.0"),
                        BigDecimal.ZERO,
                        null,
                        List.of())));

    assertThat(body.propertyNames()).containsExactly("model", "max_tokens", "messages");
    assertThat(
            written(new RequestBuilder().sampling(RequestBuilder.temperature("0")))
                .has("temperature"))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Auto|true|",
        "Auto|false|{\"type\":\"auto\",\"disable_parallel_tool_use\":true}",
        "None|false|{\"type\":\"none\"}",
        "Required|true|{\"type\":\"any\"}",
        "Named|false|{\"type\":\"tool\",\"disable_parallel_tool_use\":true,\"name\":\"ping\"}"
      })
  void theChoiceOfToolsSaysWhetherSeveralAreCalled(
      String choice, boolean parallel, @Nullable String expected) {
    ToolChoice wanted =
        switch (choice) {
          case "Auto" -> new ToolChoice.Auto();
          case "None" -> new ToolChoice.None();
          case "Required" -> new ToolChoice.Required();
          default -> new ToolChoice.Named("ping");
        };
    JsonNode body = written(new RequestBuilder().tool(PING).choice(wanted).parallel(parallel));

    assertThat(body.path("tools"))
        .isEqualTo(json.readTree("[{\"name\":\"ping\",\"input_schema\":{\"type\":\"object\"}}]"));
    assertThat(body.get("tool_choice"))
        .isEqualTo(expected == null ? null : json.readTree(expected));
  }

  @ParameterizedTest
  @MethodSource
  void thinkingIsWordedAsTheModelTakesIt(Reasoning reasoning, String model, String expected) {
    JsonNode body =
        json.readTree(
            protocol.write(new RequestBuilder().reasoning(reasoning).build(), model(model)).json());

    assertThat(body.path("thinking").toString() + body.path("output_config")).isEqualTo(expected);
  }

  static Stream<Arguments> thinkingIsWordedAsTheModelTakesIt() {
    String adaptive = "{\"type\":\"adaptive\"}";
    return Stream.of(
        Arguments.of(new Reasoning.Off(), "claude-opus-5", "{\"type\":\"disabled\"}"),
        Arguments.of(new Reasoning.Dynamic(), "claude-opus-5", adaptive),
        Arguments.of(new Reasoning.Dynamic(), "claude-haiku-4-5", budget(8_192)),
        Arguments.of(
            new Reasoning.Effort(Reasoning.Level.MINIMAL),
            "claude-sonnet-4-6",
            adaptive + "{\"effort\":\"low\"}"),
        Arguments.of(
            new Reasoning.Effort(Reasoning.Level.MAX),
            "claude-mythos-preview",
            adaptive + "{\"effort\":\"max\"}"),
        Arguments.of(
            new Reasoning.Effort(Reasoning.Level.LOW), "claude-3-7-sonnet-20250219", budget(2_048)),
        Arguments.of(new Reasoning.Effort(Reasoning.Level.LOW), "kimi-k2", budget(2_048)),
        Arguments.of(new Reasoning.Budget(5_000), "claude-sonnet-4-20250514", budget(5_000)),
        Arguments.of(new Reasoning.Budget(5_000), "claude-opus-4-6", budget(5_000)),
        Arguments.of(
            new Reasoning.Budget(5_000), "claude-opus-4-7", adaptive + "{\"effort\":\"medium\"}"),
        Arguments.of(new Reasoning.Budget(99_000), "claude-opus-4-5-20251101", budget(63_999)));
  }

  private static String budget(int tokens) {
    return "{\"type\":\"enabled\",\"budget_tokens\":" + tokens + "}";
  }

  @ParameterizedTest
  @MethodSource
  void whatTheProtocolCannotSayIsNamed(RequestBuilder request, String field) {
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> protocol.write(request.build(), model("claude-opus-4-5")))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
  }

  static Stream<Arguments> whatTheProtocolCannotSayIsNamed() {
    return Stream.of(
        Arguments.of(
            new RequestBuilder().sampling(RequestBuilder.temperature("1.1")), "temperature"),
        Arguments.of(new RequestBuilder().sampling(penalty("0.1", null)), "frequency_penalty"),
        Arguments.of(new RequestBuilder().sampling(penalty(null, "-1")), "presence_penalty"),
        Arguments.of(new RequestBuilder().sampling(seed()), "seed"),
        Arguments.of(new RequestBuilder().format(new OutputFormat.JsonObject()), "response_format"),
        Arguments.of(new RequestBuilder().format(describedTwice()), "response_format.description"),
        Arguments.of(new RequestBuilder().reasoning(new Reasoning.Budget(1_000)), "reasoning"),
        Arguments.of(
            new RequestBuilder()
                .reasoning(new Reasoning.Dynamic())
                .sampling(RequestBuilder.atMost(1_024L)),
            "reasoning"),
        Arguments.of(said(new Part.Audio(new Media.Link("https://x/a.mp3"))), "messages[0]"),
        Arguments.of(said(new Part.Image(new Media.Inline("image/bmp", "Qk0="))), "messages[0]"),
        Arguments.of(
            said(new Part.Document(new Media.Inline("application/zip", "UEs="), null)),
            "messages[0]"),
        Arguments.of(
            new RequestBuilder()
                .turn(Turn.Role.USER, new Part.Text("a"))
                .turn(Turn.Role.SYSTEM, new Part.Text("b")),
            "messages[1]"));
  }

  @Test
  void aChoiceOfToolsThatAreNotThereIsRefused() {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> written(new RequestBuilder().choice(new ToolChoice.Required())))
        .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("tool_choice"));
  }

  private static RequestBuilder said(Part part) {
    return new RequestBuilder().turn(Turn.Role.USER, part);
  }

  private static Sampling penalty(@Nullable String frequency, @Nullable String presence) {
    return new Sampling(
        null,
        null,
        null,
        null,
        frequency == null ? null : new BigDecimal(frequency),
        presence == null ? null : new BigDecimal(presence),
        null,
        List.of());
  }

  private static Sampling seed() {
    return new Sampling(null, null, null, null, null, null, 0L, List.of());
  }

  private static OutputFormat describedTwice() {
    return new OutputFormat.JsonSchema(
        null, "one", JsonMapper.shared().createObjectNode().put("description", "two"), null);
  }

  private static Part call(String id) {
    return new Part.ToolCall(id, "ping", "{\"n\":1}", null);
  }

  private static Part result(String id) {
    return new Part.ToolResult(id, "ping", List.of(new Part.Text("")), false);
  }

  private static WireModel model(String name) {
    return new WireModel(name, 64_000);
  }

  private JsonNode written(RequestBuilder request) {
    return json.readTree(protocol.write(request.build(), model("claude-opus-4-8")).json());
  }
}
