package dev.signalbox.streaming.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.canonical.Tool;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.ProviderBody;
import dev.signalbox.streaming.wire.protocol.WireModel;
import dev.signalbox.streaming.wire.testing.RequestBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GeminiRequestWriterTests {

  private static final String OLD = "gemini-2.5-flash";
  private static final String NEW = "gemini-3-pro-preview";
  private static final Tool PING = new Tool("ping", null, null, null, null);

  private final JsonMapper json = JsonMapper.builder().build();
  private final GeminiProtocol protocol = new GeminiProtocol(json);

  @Test
  void turnsOfOneRoleAreOneContent() {
    assertThat(
            written(
                new RequestBuilder()
                    .turn(Turn.Role.SYSTEM, new Part.Text("A"))
                    .turn(Turn.Role.SYSTEM, new Part.Text("B"))
                    .turn(Turn.Role.USER, new Part.Text("C"))
                    .turn(Turn.Role.ASSISTANT, new Part.Text("D"))
                    .turn(Turn.Role.ASSISTANT, call("1", null), call("2", null))
                    .turn(Turn.Role.TOOL, result("1", "x"))
                    .turn(Turn.Role.TOOL, result("2", "[1]"))
                    .turn(Turn.Role.USER, new Part.Text("E"))
                    .turn(Turn.Role.ASSISTANT, new Part.Text("")),
                OLD))
        .isEqualTo(
            json.readTree(
                """
                {"systemInstruction":{"parts":[{"text":"A"},{"text":"B"}]},"contents":[
                  {"role":"user","parts":[{"text":"C"}]},
                  {"role":"model","parts":[{"text":"D"},
                    {"functionCall":{"id":"1","name":"ping","args":{"n":1}}},
                    {"functionCall":{"id":"2","name":"ping","args":{"n":1}}}]},
                  {"role":"user","parts":[
                    {"functionResponse":{"id":"1","name":"ping","response":{"output":"x"}}},
                    {"functionResponse":{"id":"2","name":"ping","response":{"output":"[1]"}}}]},
                  {"role":"user","parts":[{"text":"E"}]}]}"""));
  }

  @Test
  void whatAToolGaveIsTheOutputWhateverItLooksLike() {
    JsonNode responses =
        written(
                new RequestBuilder()
                    .turn(
                        Turn.Role.TOOL,
                        result("1", "{\"n\":1}"),
                        result("2", "{\"error\":\"none\"}"),
                        result("3", ""),
                        new Part.ToolResult(
                            "4",
                            "ping",
                            List.of(
                                new Part.Text("a"),
                                new Part.Text("b"),
                                new Part.Image(new Media.Link("https://example.com/a.webp"))),
                            true)),
                OLD)
            .at("/contents/0/parts");

    assertThat(responses.at("/0/functionResponse/response")).isEqualTo(json.readTree("{\"n\":1}"));
    assertThat(responses.at("/1/functionResponse/response"))
        .isEqualTo(json.readTree("{\"output\":\"{\\\"error\\\":\\\"none\\\"}\"}"));
    assertThat(responses.at("/2/functionResponse/response"))
        .isEqualTo(json.readTree("{\"output\":\"\"}"));
    assertThat(responses.at("/3/functionResponse"))
        .isEqualTo(
            json.readTree(
                """
                {"id":"4","name":"ping","response":{"error":"a\\nb"},"parts":[
                  {"fileData":{"fileUri":"https://example.com/a.webp","mimeType":"image/webp"}}]}"""));
  }

  @Test
  void signaturesGoBackToWhereTheyWere() {
    JsonNode parts =
        written(
                new RequestBuilder()
                    .turn(
                        Turn.Role.ASSISTANT,
                        new Part.Thinking("", "gemini:S1"),
                        new Part.Text("a"),
                        new Part.Thinking("", "gemini:S2"),
                        new Part.Thinking("hm", null),
                        new Part.Thinking("", "gemini:S3"),
                        call("1", null),
                        call("2", null)),
                NEW)
            .at("/contents/0/parts");

    assertThat(parts)
        .isEqualTo(
            json.readTree(
                """
                [{"text":"","thoughtSignature":"S1"},
                 {"text":"a","thoughtSignature":"S2"},
                 {"functionCall":{"id":"1","name":"ping","args":{"n":1}},"thoughtSignature":"S3"},
                 {"functionCall":{"id":"2","name":"ping","args":{"n":1}}}]"""));
  }

  @Test
  void callsThatAnotherModelMadePassTheValidationOfNewerModels() {
    RequestBuilder request =
        new RequestBuilder()
            .turn(Turn.Role.ASSISTANT, call("1", "anthropic_messages:EqQB"), call("2", null))
            .turn(Turn.Role.USER, new Part.Text("a"))
            .turn(Turn.Role.ASSISTANT, call("3", "gemini:S"));

    assertThat(signatures(request, NEW))
        .containsExactly("skip_thought_signature_validator", "", "S");
    assertThat(signatures(request, "gemini-flash-latest"))
        .containsExactly("skip_thought_signature_validator", "", "S");
    assertThat(signatures(request, OLD)).containsExactly("", "", "S");
  }

  private List<String> signatures(RequestBuilder request, String model) {
    return written(request, model)
        .path("contents")
        .valueStream()
        .flatMap(content -> content.path("parts").valueStream())
        .filter(part -> part.has("functionCall"))
        .map(part -> part.path("thoughtSignature").asString(""))
        .toList();
  }

  @Test
  void hintsWithoutAPlaceAreTold() {
    ProviderBody body =
        protocol.write(
            new RequestBuilder()
                .turn(
                    Turn.Role.USER,
                    new Part.Document(new Media.Inline("application/pdf", "JVBERi0="), "a.pdf"),
                    new Part.CacheBreak(null))
                .turn(Turn.Role.ASSISTANT, new Part.Thinking("hm", "anthropic_messages:EqQB"))
                .format(new OutputFormat.JsonSchema("n", "d", json.createObjectNode(), true))
                .user("u-1")
                .build(),
            new WireModel(OLD, 1));

    assertThat(body.unused())
        .containsExactly(
            "document name", "cache_control", "thinking", "response_format.name", "user");
    assertThat(json.readTree(body.json()).at("/generationConfig/responseJsonSchema"))
        .isEqualTo(json.readTree("{\"description\":\"d\"}"));
  }

  @ParameterizedTest
  @MethodSource
  void thinkingIsWordedAsTheModelTakesIt(Reasoning reasoning, String model, String expected) {
    assertThat(
            written(new RequestBuilder().reasoning(reasoning), model)
                .at("/generationConfig/thinkingConfig"))
        .isEqualTo(json.readTree(expected));
  }

  static Stream<Arguments> thinkingIsWordedAsTheModelTakesIt() {
    Reasoning.Effort low = new Reasoning.Effort(Reasoning.Level.LOW);
    Reasoning.Effort max = new Reasoning.Effort(Reasoning.Level.MAX);
    return Stream.of(
        Arguments.of(new Reasoning.Off(), OLD, "{\"thinkingBudget\":0}"),
        Arguments.of(
            new Reasoning.Dynamic(), OLD, "{\"includeThoughts\":true,\"thinkingBudget\":-1}"),
        Arguments.of(new Reasoning.Dynamic(), NEW, "{\"includeThoughts\":true}"),
        Arguments.of(
            new Reasoning.Budget(9), NEW, "{\"includeThoughts\":true,\"thinkingBudget\":9}"),
        Arguments.of(low, OLD, "{\"includeThoughts\":true,\"thinkingBudget\":2048}"),
        Arguments.of(low, NEW, "{\"includeThoughts\":true,\"thinkingLevel\":\"LOW\"}"),
        Arguments.of(max, NEW, "{\"includeThoughts\":true,\"thinkingLevel\":\"HIGH\"}"));
  }

  @Test
  void thoughtsThatNobodyWantsAreNotAskedFor() {
    assertThat(hidden(new Reasoning.Budget(9), NEW)).hasToString("{\"thinkingBudget\":9}");
    assertThat(hidden(new Reasoning.Dynamic(), OLD)).hasToString("{\"thinkingBudget\":-1}");
    assertThat(hidden(new Reasoning.Dynamic(), NEW).isMissingNode()).isTrue();
  }

  private JsonNode hidden(Reasoning reasoning, String model) {
    return written(new RequestBuilder().reasoning(reasoning).thoughtsShown(false), model)
        .at("/generationConfig/thinkingConfig");
  }

  @ParameterizedTest
  @MethodSource
  void theChoiceOfToolsIsAMode(RequestBuilder request, String expected) {
    assertThat(written(request, OLD).path("toolConfig")).isEqualTo(json.readTree(expected));
  }

  static Stream<Arguments> theChoiceOfToolsIsAMode() {
    return Stream.of(
        Arguments.of(
            new RequestBuilder().tool(PING).choice(new ToolChoice.None()).parallel(false),
            "{\"functionCallingConfig\":{\"mode\":\"NONE\"}}"),
        Arguments.of(
            new RequestBuilder().tool(PING).choice(new ToolChoice.Required()).parallel(true),
            "{\"functionCallingConfig\":{\"mode\":\"ANY\"}}"),
        Arguments.of(
            new RequestBuilder().tool(PING).choice(new ToolChoice.Named("ping")),
            "{\"functionCallingConfig\":{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"ping\"]}}"),
        Arguments.of(
            new RequestBuilder().tool(PING).tool(new Tool("f", "d", null, true, null)),
            "{\"functionCallingConfig\":{\"mode\":\"VALIDATED\"}}"));
  }

  @Test
  void nothingIsSaidOfToolsThatAreNotThere() {
    assertThat(written(new RequestBuilder().choice(new ToolChoice.None()).parallel(false), OLD))
        .isEqualTo(
            json.readTree("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}"));
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> written(new RequestBuilder().choice(new ToolChoice.Named("ping")), OLD))
        .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("tool_choice"));
  }

  @ParameterizedTest
  @MethodSource
  void whatTheProtocolCannotSayIsNamed(RequestBuilder request, String field) {
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> written(request, NEW))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
  }

  static Stream<Arguments> whatTheProtocolCannotSayIsNamed() {
    return Stream.of(
        Arguments.of(new RequestBuilder().tool(PING).parallel(false), "parallel_tool_calls"),
        Arguments.of(
            new RequestBuilder()
                .format(
                    new OutputFormat.JsonSchema(
                        null,
                        "one",
                        JsonMapper.shared().createObjectNode().put("description", "two"),
                        null)),
            "response_format.description"),
        Arguments.of(
            new RequestBuilder()
                .turn(Turn.Role.USER, new Part.Text("a"))
                .turn(Turn.Role.SYSTEM, new Part.Text("b")),
            "messages[1]"));
  }

  @Test
  void theModelIsInThePath() {
    assertThat(protocol.path("gemini-2.5-pro", false))
        .isEqualTo("/models/gemini-2.5-pro:generateContent");
    assertThat(protocol.path("tunedModels/mine", true))
        .isEqualTo("/tunedModels/mine:streamGenerateContent?alt=sse");
  }

  private static Part call(String id, @Nullable String signature) {
    return new Part.ToolCall(id, "ping", "{\"n\":1}", signature);
  }

  private static Part result(String id, String text) {
    return new Part.ToolResult(id, "ping", List.of(new Part.Text(text)), false);
  }

  private JsonNode written(RequestBuilder request, String model) {
    return json.readTree(protocol.write(request.build(), new WireModel(model, 1)).json());
  }
}
