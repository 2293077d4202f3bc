package dev.signalbox.streaming.wire.openai;

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
import dev.signalbox.streaming.wire.protocol.Quirk;
import dev.signalbox.streaming.wire.protocol.WireModel;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChatRequestWriterTests {

  private static final Media IMAGE = new Media.Inline("image/png", "iVBORw0KGgo=");
  private static final String LONG_ID = "toolu_" + "a".repeat(60);

  private final JsonMapper json = JsonMapper.builder().build();
  private final ChatProtocol protocol = new ChatProtocol(json);

  @Test
  void theOutputLimitIsCalledWhatTheProviderKnows() {
    ModelRequest request = request(limited(9L, null), null, null, user("x"));

    assertThat(written(request).path("max_tokens").asInt()).isEqualTo(9);
    JsonNode newer = written(request, Quirk.MAX_COMPLETION_TOKENS);
    assertThat(newer.path("max_completion_tokens").asInt()).isEqualTo(9);
    assertThat(newer.has("max_tokens")).isFalse();
  }

  @Test
  void seedAndTopKAreCalledWhatTheProviderKnows() {
    Sampling sampling = new Sampling(null, null, null, 3L, null, null, 7L, List.of());
    ModelRequest request = request(sampling, null, null, user("x"));

    JsonNode written = written(request, Quirk.RANDOM_SEED, Quirk.TOP_K);
    assertThat(written.path("random_seed").asInt()).isEqualTo(7);
    assertThat(written.path("top_k").asInt()).isEqualTo(3);
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> written(request))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("top_k"));
  }

  @Test
  void thoughtsGoOnlyToThoseWhoWantThemBack() {
    Turn turn =
        new Turn(
            Turn.Role.ASSISTANT,
            List.of(new Part.Thinking("hm", "s"), new Part.Text("a")),
            "messages[0]");

    assertThat(body(request(turn)).unused()).containsExactly("thinking");
    assertThat(message(request(turn)).toString())
        .isEqualTo("{\"role\":\"assistant\",\"content\":\"a\"}");
    JsonNode wanted = written(request(turn), Quirk.REASONING_CONTENT).path("messages").get(0);
    assertThat(wanted.path("reasoning_content").asString()).isEqualTo("hm");
    assertThat(body(request(turn), Quirk.REASONING_CONTENT).unused()).isEmpty();
  }

  @Test
  void hintsWithoutAPlaceAreTold() {
    Turn turn =
        new Turn(
            Turn.Role.ASSISTANT,
            List.of(
                new Part.RedactedThinking("d"),
                new Part.Text("a"),
                new Part.CacheBreak("1h"),
                new Part.ToolCall("c", "f", "{}", "sig")),
            "messages[0]");

    ModelRequest request = request(limited(null, null), null, "u".repeat(65), turn);
    assertThat(body(request).unused())
        .containsExactly("thinking", "cache_control", "signature", "user");
    assertThat(written(request).has("user")).isFalse();
  }

  @Test
  void severalTextsAreAListUnlessTheProviderKnowsNone() {
    Turn turn =
        new Turn(Turn.Role.SYSTEM, List.of(new Part.Text("a"), new Part.Text("b")), "messages[0]");

    assertThat(message(request(turn)).path("content").toString())
        .isEqualTo("[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]");
    assertThat(written(request(turn), Quirk.PLAIN_CONTENT).path("messages").get(0).path("content"))
        .isEqualTo(json.readTree("\"a\\n\\nb\""));
  }

  @Test
  void idsOfCallsFitAndStayLinked() {
    Turn call =
        new Turn(Turn.Role.ASSISTANT, List.of(new Part.ToolCall(LONG_ID, "f", "{}", null)), "m[0]");
    Turn result = result(LONG_ID, false, new Part.Text("r"));
    ModelRequest request = request(call, result);

    for (JsonNode written : List.of(written(request), written(request, Quirk.SHORT_CALL_IDS))) {
      String id = written.at("/messages/0/tool_calls/0/id").asString();
      assertThat(id.length()).isLessThanOrEqualTo(40);
      assertThat(written.at("/messages/1/tool_call_id").asString()).isEqualTo(id);
    }
    assertThat(written(request, Quirk.SHORT_CALL_IDS).at("/messages/1/tool_call_id").asString())
        .matches("[a-z0-9]{9}");
    assertThat(written(request(result("call_1", false))).at("/messages/0/tool_call_id").asString())
        .isEqualTo("call_1");
  }

  @Test
  void resultsAreMessagesOfTheirOwnAndErrorsSaySo() {
    Turn turn =
        new Turn(
            Turn.Role.TOOL,
            List.of(
                new Part.ToolResult("a", "f", List.of(new Part.Text("no such city")), true),
                new Part.ToolResult("b", "f", List.of(), true),
                new Part.ToolResult("c", "f", List.of(), false)),
            "messages[0]");

    assertThat(written(request(turn)).path("messages").toString())
        .isEqualTo(
            "[{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"Error: no such city\"},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"b\",\"content\":\"Error\"},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"\"}]");
  }

  static Stream<Arguments> inexpressible() {
    return Stream.of(
        Arguments.of(result("c", false, new Part.Image(IMAGE))),
        Arguments.of(new Turn(Turn.Role.ASSISTANT, List.of(new Part.Image(IMAGE)), "m[0]")),
        Arguments.of(
            new Turn(
                Turn.Role.USER,
                List.of(new Part.Document(new Media.Link("https://a/b.pdf"), null)),
                "m[0]")),
        Arguments.of(
            new Turn(Turn.Role.USER, List.of(new Part.Audio(new Media.Link("https://a"))), "m[0]")),
        Arguments.of(
            new Turn(
                Turn.Role.USER,
                List.of(new Part.Audio(new Media.Inline("audio/ogg", ""))),
                "m[0]")));
  }

  @ParameterizedTest
  @MethodSource
  void inexpressible(Turn turn) {
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> written(request(turn)))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("m[0]"));
  }

  @ParameterizedTest
  @CsvSource({"1,minimal", "2048,low", "2049,medium", "24576,high", "100000,high"})
  void budgetsBecomeEfforts(long tokens, String effort) {
    ModelRequest request =
        request(limited(null, null), new Reasoning.Budget(tokens), null, user("x"));

    assertThat(written(request).path("reasoning_effort").asString()).isEqualTo(effort);
  }

  @Test
  void whetherToReasonIsSaidUnlessItIsLeftToTheModel() {
    assertThat(
            written(request(limited(null, null), new Reasoning.Off(), null, user("x")))
                .path("reasoning_effort")
                .asString())
        .isEqualTo("none");
    assertThat(
            written(request(limited(null, null), new Reasoning.Dynamic(), null, user("x")))
                .has("reasoning_effort"))
        .isFalse();
  }

  @Test
  void withoutToolsNothingIsSaidAboutCallingThem() {
    ModelRequest without =
        new ModelRequest(
            List.of(user("x")),
            List.of(),
            new ToolChoice.None(),
            true,
            limited(null, null),
            new OutputFormat.PlainText(),
            null,
            null,
            false);

    assertThat(written(without).toString())
        .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
  }

  @Test
  void schemasWithoutANameGetOne() {
    ModelRequest request =
        new ModelRequest(
            List.of(user("x")),
            List.of(new Tool("f", null, null, null, new Part.CacheBreak(null))),
            new ToolChoice.None(),
            true,
            limited(null, null),
            new OutputFormat.JsonSchema(null, null, json.createObjectNode(), null),
            null,
            null,
            false);

    JsonNode written = written(request);
    assertThat(written.path("response_format").toString())
        .isEqualTo(
            "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\",\"schema\":{}}}");
    assertThat(written.path("tool_choice").asString()).isEqualTo("none");
    assertThat(written.path("parallel_tool_calls").asBoolean()).isTrue();
    assertThat(body(request).unused()).containsExactly("cache_control");
  }

  private static Turn user(String text) {
    return new Turn(Turn.Role.USER, List.of(new Part.Text(text)), "messages[0]");
  }

  private static Turn result(String id, boolean error, Part... content) {
    return new Turn(
        Turn.Role.TOOL, List.of(new Part.ToolResult(id, "f", List.of(content), error)), "m[0]");
  }

  private static Sampling limited(@Nullable Long tokens, @Nullable Long topK) {
    return new Sampling(tokens, null, null, topK, null, null, null, List.of());
  }

  private static ModelRequest request(Turn... turns) {
    return request(limited(null, null), null, null, turns);
  }

  private static ModelRequest request(
      Sampling sampling, @Nullable Reasoning reasoning, @Nullable String user, Turn... turns) {
    return new ModelRequest(
        List.of(turns),
        List.of(),
        new ToolChoice.Auto(),
        null,
        sampling,
        new OutputFormat.PlainText(),
        reasoning,
        user,
        false);
  }

  private ProviderBody body(ModelRequest request, Quirk... quirks) {
    return protocol.write(request, new WireModel("m", 1, Set.of(quirks)));
  }

  private JsonNode written(ModelRequest request, Quirk... quirks) {
    return json.readTree(body(request, quirks).json());
  }

  private JsonNode message(ModelRequest request) {
    return written(request).path("messages").get(0);
  }
}
