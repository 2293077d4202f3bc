package dev.signalbox.streaming.wire.responses;

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
import dev.signalbox.streaming.wire.testing.RequestBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResponsesRequestWriterTests {

  private static final Sampling PLAIN =
      new Sampling(null, null, null, null, null, null, null, List.of());

  private final JsonMapper json = JsonMapper.builder().build();
  private final ResponsesProtocol protocol = new ResponsesProtocol(json);

  static Stream<Arguments> settings() {
    BigDecimal half = new BigDecimal("0.5");
    return Stream.of(
        Arguments.of("top_k", new Sampling(null, null, null, 3L, null, null, null, List.of())),
        Arguments.of(
            "frequency_penalty", new Sampling(null, null, null, null, half, null, null, List.of())),
        Arguments.of(
            "presence_penalty", new Sampling(null, null, null, null, null, half, null, List.of())),
        Arguments.of("seed", new Sampling(null, null, null, null, null, null, 7L, List.of())),
        Arguments.of("stop", new Sampling(null, null, null, null, null, null, null, List.of("a"))));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void settingsThatResponsesDoNotHaveAreNamed(String name, Sampling sampling) {
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> body(request(sampling, null, null)))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(name));
  }

  @Test
  void penaltiesOfZeroAreNone() {
    Sampling none =
        new Sampling(
            null, null, null, null, BigDecimal.ZERO, new BigDecimal("0.0"), null, List.of());

    assertThat(written(request(none, null, null)).toString())
        .isEqualTo(
            "{\"model\":\"m\",\"input\":[{\"role\":\"user\",\"content\":\"x\"}],\"store\":false}");
  }

  @Test
  void whoGivesABudgetIsShownASummary() {
    assertThat(reasoning(new Reasoning.Budget(2048)))
        .hasToString("{\"effort\":\"low\",\"summary\":\"auto\"}");
    assertThat(reasoning(new Reasoning.Dynamic())).hasToString("{\"summary\":\"auto\"}");
    assertThat(reasoning(new Reasoning.Effort(Reasoning.Level.XHIGH)))
        .hasToString("{\"effort\":\"xhigh\"}");
    assertThat(reasoning(new Reasoning.Off())).hasToString("{\"effort\":\"none\"}");
  }

  @Test
  void whoSaysWhetherThoughtsAreShownGetsItSo() {
    assertThat(shown(new Reasoning.Budget(2048), false)).hasToString("{\"effort\":\"low\"}");
    assertThat(shown(new Reasoning.Effort(Reasoning.Level.LOW), true))
        .hasToString("{\"effort\":\"low\",\"summary\":\"auto\"}");
    assertThat(shown(new Reasoning.Off(), true)).hasToString("{\"effort\":\"none\"}");
  }

  private JsonNode shown(Reasoning reasoning, boolean shown) {
    return written(new RequestBuilder().reasoning(reasoning).thoughtsShown(shown).build())
        .path("reasoning");
  }

  @Test
  void encryptedThoughtsAreAskedForWhereThereAreThoughts() {
    assertThat(written(request(PLAIN, new Reasoning.Dynamic(), null)).path("include"))
        .hasToString("[\"reasoning.encrypted_content\"]");
    assertThat(written(request(PLAIN, new Reasoning.Off(), null)).has("include")).isFalse();
    assertThat(written(request(PLAIN, null, null)).has("include")).isFalse();
  }

  @Test
  void hintsWithoutAPlaceAreTold() {
    Turn turn =
        new Turn(
            Turn.Role.ASSISTANT,
            List.of(
                new Part.Thinking("hm", null),
                new Part.Text("a"),
                new Part.CacheBreak("1h"),
                new Part.ToolCall("c", "f", "{}", "sig")),
            "m[0]");
    ProviderBody body = body(request(PLAIN, null, "u".repeat(65), turn));

    assertThat(body.unused()).containsExactly("thinking", "cache_control", "signature", "user");
    assertThat(json.readTree(body.json()).path("input"))
        .hasToString(
            "[{\"role\":\"assistant\",\"content\":\"a\"},"
                + "{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"{}\"}]");
  }

  @Test
  void thoughtsGoOnlyToThoseWhoEncryptedThem() {
    Turn turn =
        new Turn(
            Turn.Role.ASSISTANT,
            List.of(
                new Part.Thinking("hm", "anthropic_messages:s"),
                new Part.RedactedThinking("gemini:d"),
                new Part.Thinking("aha", "openai_responses:e"),
                new Part.Text("a")),
            "m[0]");
    ProviderBody body = body(request(PLAIN, null, null, turn));

    assertThat(body.unused()).containsExactly("thinking");
    assertThat(json.readTree(body.json()).path("input"))
        .hasToString(
            "[{\"type\":\"reasoning\",\"encrypted_content\":\"e\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"aha\"}]},"
                + "{\"role\":\"assistant\",\"content\":\"a\"}]");
  }

  @Test
  void whatTheModelSaidKeepsItsOrder() {
    Turn turn =
        new Turn(
            Turn.Role.ASSISTANT,
            List.of(
                new Part.Text("a"),
                new Part.Text("b"),
                new Part.ToolCall("c", "f", "{}", null),
                new Part.Text("d")),
            "m[0]");

    assertThat(written(request(PLAIN, null, null, turn)).path("input"))
        .hasToString(
            "[{\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"a\"},{\"type\":\"output_text\",\"text\":\"b\"}]},"
                + "{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"{}\"},"
                + "{\"role\":\"assistant\",\"content\":\"d\"}]");
  }

  @Test
  void instructionsOfSeveralPartsAreAMessage() {
    Turn turn = new Turn(Turn.Role.SYSTEM, List.of(new Part.Text("a"), new Part.Text("b")), "m[0]");
    JsonNode written = written(request(PLAIN, null, null, turn));

    assertThat(written.has("instructions")).isFalse();
    assertThat(written.at("/input/0/role").asString()).isEqualTo("system");
    assertThat(written.at("/input/0/content/1/text").asString()).isEqualTo("b");
  }

  @Test
  void errorsOfToolsSaySoAndLongIdsStayLinked() {
    String id = "toolu_" + "a".repeat(80);
    Turn call =
        new Turn(Turn.Role.ASSISTANT, List.of(new Part.ToolCall(id, "f", "{}", null)), "m[0]");
    Turn result =
        new Turn(
            Turn.Role.TOOL,
            List.of(
                new Part.ToolResult(id, "f", List.of(new Part.Text("no")), true),
                new Part.CacheBreak(null)),
            "m[1]");
    JsonNode written = written(request(PLAIN, null, null, call, result));

    assertThat(written.at("/input/1/output").asString()).isEqualTo("Error: no");
    assertThat(written.at("/input/1/call_id").asString())
        .hasSizeLessThanOrEqualTo(64)
        .isEqualTo(written.at("/input/0/call_id").asString());
  }

  @Test
  void functionsAreOnlyStrictWhenTheyWereMeantToBe() {
    ModelRequest request =
        new ModelRequest(
            List.of(new Turn(Turn.Role.USER, List.of(new Part.Text("x")), "m[0]")),
            List.of(new Tool("f", null, null, null, new Part.CacheBreak(null))),
            new ToolChoice.Required(),
            true,
            PLAIN,
            new OutputFormat.JsonSchema(null, null, json.createObjectNode(), null),
            null,
            null,
            false);
    JsonNode written = written(request);

    assertThat(written.path("tools"))
        .hasToString(
            "[{\"type\":\"function\",\"name\":\"f\",\"parameters\":{\"type\":\"object\",\"properties\":{}},\"strict\":false}]");
    assertThat(written.path("tool_choice").asString()).isEqualTo("required");
    assertThat(written.path("parallel_tool_calls").asBoolean()).isTrue();
    assertThat(written.path("text"))
        .hasToString("{\"format\":{\"type\":\"json_schema\",\"name\":\"answer\",\"schema\":{}}}");
    assertThat(body(request).unused()).containsExactly("cache_control");
  }

  static Stream<Turn> inexpressible() {
    Media sound = new Media.Inline("audio/wav", "UklGRg==");
    return Stream.of(
        new Turn(Turn.Role.USER, List.of(new Part.Audio(sound)), "m[0]"),
        new Turn(Turn.Role.ASSISTANT, List.of(new Part.Image(sound)), "m[0]"),
        new Turn(
            Turn.Role.TOOL,
            List.of(new Part.ToolResult("c", "f", List.of(new Part.Audio(sound)), false)),
            "m[0]"));
  }

  @ParameterizedTest
  @MethodSource
  void inexpressible(Turn turn) {
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> body(request(PLAIN, null, null, turn)))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("m[0]"));
  }

  private JsonNode reasoning(Reasoning reasoning) {
    return written(request(PLAIN, reasoning, null)).path("reasoning");
  }

  private static ModelRequest request(
      Sampling sampling, @Nullable Reasoning reasoning, @Nullable String user, Turn... turns) {
    return new ModelRequest(
        turns.length > 0
            ? List.of(turns)
            : List.of(new Turn(Turn.Role.USER, List.of(new Part.Text("x")), "m[0]")),
        List.of(),
        new ToolChoice.Auto(),
        null,
        sampling,
        new OutputFormat.PlainText(),
        reasoning,
        user,
        false);
  }

  private ProviderBody body(ModelRequest request) {
    return protocol.write(request, new WireModel("m", 1));
  }

  private JsonNode written(ModelRequest request) {
    return json.readTree(body(request).json());
  }
}
