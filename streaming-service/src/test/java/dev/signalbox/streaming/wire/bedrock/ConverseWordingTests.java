package dev.signalbox.streaming.wire.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.canonical.Sampling;
import dev.signalbox.streaming.wire.canonical.Tool;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.ProviderBody;
import dev.signalbox.streaming.wire.protocol.WireModel;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests from elsewhere, for the models that differ. */
class ConverseWordingTests {

  private static final String CLAUDE_4_5 = "anthropic.claude-opus-4-5-20251101-v1:0";
  private static final String CLAUDE_4 = "anthropic.claude-sonnet-4-20250514-v1:0";
  private static final String LLAMA = "us.meta.llama3-3-70b-instruct-v1:0";
  private static final Sampling PLAIN = sampling(null);
  private static final Tool TOOL = new Tool("f", null, null, null, null);

  private final JsonMapper json = JsonMapper.builder().build();
  private final ConverseProtocol protocol = new ConverseProtocol(json);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          anthropic.claude-3-7-sonnet-20250219-v1:0|{"thinking":{"type":"enabled","budget_tokens":8192}}|
          us.anthropic.claude-sonnet-4-20250514-v1:0|{"thinking":{"type":"enabled","budget_tokens":8192}}|
          anthropic.claude-haiku-4-5-20251001-v1:0|{"thinking":{"type":"enabled","budget_tokens":8192}}|
          anthropic.claude-opus-4-6-v1|{"thinking":{"type":"adaptive"}}|{"effort":"medium"}
          global.anthropic.claude-sonnet-5-5|{"thinking":{"type":"adaptive"}}|{"effort":"medium"}
          anthropic.claude-mythos-preview|{"thinking":{"type":"adaptive"}}|{"effort":"medium"}
          us.amazon.nova-2-lite-v1:0|{"reasoningConfig":{"type":"enabled","maxReasoningEffort":"medium"}}|
          openai.gpt-oss-120b-1:0|{"reasoning_effort":"medium"}|
          """)
  void everyFamilyIsToldToThinkInItsOwnWords(
      String model, String fields, @Nullable String outputConfig) {
    JsonNode body = written(thinking(new Reasoning.Effort(Reasoning.Level.MEDIUM)), model);

    assertThat(body.path("additionalModelRequestFields")).isEqualTo(json.readTree(fields));
    assertThat(body.get("outputConfig"))
        .isEqualTo(outputConfig == null ? null : json.readTree(outputConfig));
  }

  @Test
  void aBudgetStaysWithinWhatAnOlderClaudeTakes() {
    assertThat(budget(new Reasoning.Budget(100), null)).isEqualTo(1_024);
    assertThat(budget(new Reasoning.Effort(Reasoning.Level.HIGH), 4_000L)).isEqualTo(3_999);
    assertThat(budget(new Reasoning.Dynamic(), 64_000L)).isEqualTo(8_192);
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> budget(new Reasoning.Budget(100), 1_024L))
        .satisfies(e -> assertThat(e.field()).isEqualTo("reasoning"));
  }

  @Test
  void noOtherModelIsToldToThinkOrNotTo() {
    assertThat(written(thinking(new Reasoning.Dynamic()), LLAMA))
        .isEqualTo(
            json.readTree("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}"));
    assertInexpressible("reasoning", thinking(new Reasoning.Off()), LLAMA);
    assertInexpressible("reasoning", thinking(new Reasoning.Budget(1)), "amazon.nova-pro-v1:0");
    assertInexpressible("reasoning", thinking(new Reasoning.Off()), "openai.gpt-oss-20b-1:0");
  }

  @Test
  void whatConverseHasNoFieldForIsNamed() {
    assertInexpressible("seed", sampled(null, null, 7L, null), CLAUDE_4_5);
    assertInexpressible("frequency_penalty", sampled(BigDecimal.ONE, null, null, null), CLAUDE_4_5);
    assertInexpressible("presence_penalty", sampled(null, BigDecimal.ONE, null, null), CLAUDE_4_5);
    assertInexpressible("top_k", sampled(null, null, null, 5L), LLAMA);
    assertInexpressible("response_format", formatted(new OutputFormat.JsonObject()), CLAUDE_4_5);
    assertInexpressible("tool_choice", tools(new ToolChoice.None(), null), CLAUDE_4_5);
    assertInexpressible("parallel_tool_calls", tools(new ToolChoice.Auto(), false), LLAMA);
    assertInexpressible(
        "messages[3]",
        said(new Part.Image(new Media.Link("https://example.com/cat.png"))),
        CLAUDE_4_5);
    assertInexpressible(
        "messages[3]", said(new Part.Image(new Media.Inline("image/bmp", "aGk="))), CLAUDE_4_5);
    assertInexpressible("tools", said(new Part.ToolCall("c", "f", "{}", null)), CLAUDE_4_5);
  }

  @Test
  void whatSaysNoMoreThanADefaultPasses() {
    assertThat(
            written(sampled(BigDecimal.ZERO, new BigDecimal("0.0"), null, null), LLAMA)
                .propertyNames())
        .containsExactly("messages");
    assertThat(written(tools(new ToolChoice.Auto(), true), LLAMA).path("toolConfig"))
        .isEqualTo(
            json.readTree(
                """
                {"tools":[{"toolSpec":{"name":"f",
                  "inputSchema":{"json":{"type":"object","properties":{}}}}}]}"""));
  }

  @Test
  void schemasThatAreKeptToAreClosed() {
    JsonNode open =
        json.readTree("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}");
    ModelRequest request =
        new ModelRequest(
            turns(new Part.Text("hi")),
            List.of(new Tool("f", "", open, true, null), new Tool("g", "Goes.", open, false, null)),
            new ToolChoice.Auto(),
            null,
            PLAIN,
            new OutputFormat.JsonSchema("n", "d", open, true),
            null,
            null,
            false);
    JsonNode body = written(request, CLAUDE_4_5);

    assertThat(body.at("/toolConfig/tools/0/toolSpec/inputSchema/json/additionalProperties"))
        .isEqualTo(json.readTree("false"));
    assertThat(body.at("/toolConfig/tools/1/toolSpec/inputSchema/json")).isEqualTo(open);
    assertThat(
            json.readTree(
                body.at("/outputConfig/textFormat/structure/jsonSchema/schema").stringValue()))
        .isEqualTo(((ObjectNode) open.deepCopy()).put("additionalProperties", false));
  }

  @Test
  void argumentsThatAreNoObjectAreGivenBackAsOne() {
    assertThat(written(calling("{\"at\":"), CLAUDE_4_5).at("/messages/0/content/0/toolUse/input"))
        .isEqualTo(json.createObjectNode().put("INVALID_JSON", "{\"at\":"));
    assertThat(written(calling(""), CLAUDE_4_5).at("/messages/0/content/0/toolUse/input"))
        .isEqualTo(json.createObjectNode());
  }

  @Test
  void laterInstructionsAreForModelsThatTakeThem() {
    ModelRequest request =
        request(
            List.of(
                new Turn(Turn.Role.USER, List.of(new Part.Text("hi")), "messages[0]"),
                new Turn(Turn.Role.SYSTEM, List.of(new Part.Text("Be brief.")), "messages[1]")),
            List.of());

    assertThat(written(request, "anthropic.claude-opus-4-8").at("/messages/1/role").stringValue())
        .isEqualTo("system");
    assertInexpressible("messages[1]", request, CLAUDE_4_5);
    assertInexpressible("messages[1]", request, LLAMA);
  }

  @Test
  void idsThatBedrockDoesNotTakeAreReplacedTheSameWayEverywhere() {
    ModelRequest request =
        request(
            List.of(
                new Turn(
                    Turn.Role.ASSISTANT,
                    List.of(new Part.ToolCall("functions.f:0", "f", "{}", null)),
                    "messages[3]"),
                new Turn(
                    Turn.Role.TOOL,
                    List.of(new Part.ToolResult("functions.f:0", "f", List.of(), false)),
                    "messages[4]")),
            List.of(TOOL));
    JsonNode body = written(request, CLAUDE_4_5);

    assertThat(body.at("/messages/0/content/0/toolUse/toolUseId").stringValue())
        .matches("[a-z0-9]{32}")
        .isEqualTo(body.at("/messages/1/content/0/toolResult/toolUseId").stringValue());
  }

  @Test
  void hintsWithoutAPlaceAreNamedAndChangeNothing() {
    ModelRequest request =
        request(
            List.of(
                new Turn(
                    Turn.Role.USER,
                    List.of(new Part.Text("hi"), new Part.CacheBreak("1h")),
                    "messages[0]"),
                new Turn(
                    Turn.Role.ASSISTANT,
                    List.of(
                        new Part.Thinking("unsigned", null),
                        new Part.Thinking("another's", "gemini:c2ln"),
                        new Part.RedactedThinking("anthropic_messages:c2ln"),
                        new Part.ToolCall("c", "f", "{}", "gemini:c2ln"),
                        new Part.Text("ho")),
                    "messages[1]")),
            List.of(TOOL));
    ProviderBody written = protocol.write(request, new WireModel(LLAMA, 1));

    assertThat(json.readTree(written.json()).path("messages"))
        .isEqualTo(
            json.readTree(
                """
                [{"role":"user","content":[{"text":"hi"}]},
                 {"role":"assistant","content":[
                  {"toolUse":{"toolUseId":"c","name":"f","input":{}}},{"text":"ho"}]}]"""));
    assertThat(written.unused()).containsExactly("cache_control", "thinking", "user");
    assertThat(protocol.write(request, new WireModel(CLAUDE_4, 1)).unused())
        .containsExactly("cache_control.ttl", "thinking", "user");
  }

  private long budget(Reasoning reasoning, @Nullable Long outputLimit) {
    return written(
            new ModelRequest(
                turns(new Part.Text("hi")),
                List.of(),
                new ToolChoice.Auto(),
                null,
                sampling(outputLimit),
                new OutputFormat.PlainText(),
                reasoning,
                null,
                false),
            CLAUDE_4_5)
        .at("/additionalModelRequestFields/thinking/budget_tokens")
        .longValue();
  }

  private void assertInexpressible(String field, ModelRequest request, String model) {
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> written(request, model))
        .satisfies(e -> assertThat(e.field()).isEqualTo(field));
  }

  private JsonNode written(ModelRequest request, String model) {
    return json.readTree(protocol.write(request, new WireModel(model, 8_000)).json());
  }

  private static ModelRequest thinking(Reasoning reasoning) {
    return new ModelRequest(
        turns(new Part.Text("hi")),
        List.of(),
        new ToolChoice.Auto(),
        null,
        PLAIN,
        new OutputFormat.PlainText(),
        reasoning,
        null,
        false);
  }

  private static ModelRequest sampled(
      @Nullable BigDecimal frequencyPenalty,
      @Nullable BigDecimal presencePenalty,
      @Nullable Long seed,
      @Nullable Long topK) {
    return new ModelRequest(
        turns(new Part.Text("hi")),
        List.of(),
        new ToolChoice.Auto(),
        null,
        new Sampling(null, null, null, topK, frequencyPenalty, presencePenalty, seed, List.of()),
        new OutputFormat.PlainText(),
        null,
        null,
        false);
  }

  private static ModelRequest formatted(OutputFormat format) {
    return new ModelRequest(
        turns(new Part.Text("hi")),
        List.of(),
        new ToolChoice.Auto(),
        null,
        PLAIN,
        format,
        null,
        null,
        false);
  }

  private static ModelRequest tools(ToolChoice choice, @Nullable Boolean parallel) {
    return new ModelRequest(
        turns(new Part.Text("hi")),
        List.of(TOOL),
        choice,
        parallel,
        PLAIN,
        new OutputFormat.PlainText(),
        null,
        null,
        false);
  }

  private static ModelRequest said(Part part) {
    return request(turns(part), List.of());
  }

  private static ModelRequest calling(String arguments) {
    return request(turns(new Part.ToolCall("c", "f", arguments, null)), List.of(TOOL));
  }

  private static ModelRequest request(List<Turn> turns, List<Tool> tools) {
    return new ModelRequest(
        turns,
        tools,
        new ToolChoice.Auto(),
        null,
        PLAIN,
        new OutputFormat.PlainText(),
        null,
        "someone",
        false);
  }

  private static List<Turn> turns(Part part) {
    Turn.Role role = part instanceof Part.ToolCall ? Turn.Role.ASSISTANT : Turn.Role.USER;
    return List.of(new Turn(role, List.of(part), "messages[3]"));
  }

  private static Sampling sampling(@Nullable Long maxOutputTokens) {
    return new Sampling(maxOutputTokens, null, null, null, null, null, null, List.of());
  }
}
