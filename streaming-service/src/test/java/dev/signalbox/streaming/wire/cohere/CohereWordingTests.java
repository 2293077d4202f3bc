package dev.signalbox.streaming.wire.cohere;

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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests from elsewhere. */
class CohereWordingTests {

  private static final Sampling PLAIN =
      new Sampling(null, null, null, null, null, null, null, List.of());

  private final JsonMapper json = JsonMapper.builder().build();
  private final CohereProtocol protocol = new CohereProtocol(json);

  @Test
  void whatCohereHasNoFieldForIsNamed() {
    Tool strict = new Tool("f", null, null, true, null);
    Tool loose = new Tool("g", null, null, false, null);

    assertInexpressible("tool_choice", tools(new ToolChoice.Named("f"), null, strict, tool("h")));
    assertInexpressible("parallel_tool_calls", tools(new ToolChoice.Auto(), false, strict));
    assertInexpressible("tools", tools(new ToolChoice.Auto(), null, strict, loose));
    assertInexpressible("messages[3]", said(new Part.Audio(new Media.Inline("audio/wav", "aGk="))));
    assertInexpressible(
        "messages[3]",
        said(new Part.Document(new Media.Inline("application/pdf", "aGk="), "a.pdf")));
    assertInexpressible(
        "messages[3]",
        request(
            List.of(
                new Turn(
                    Turn.Role.TOOL,
                    List.of(
                        new Part.ToolResult(
                            "a", "f", List.of(new Part.Image(new Media.Link("https://a"))), false)),
                    "messages[3]")),
            new OutputFormat.PlainText(),
            null));
  }

  @Test
  void theOnlyToolIsRequiredByItsName() {
    JsonNode body = written(tools(new ToolChoice.Named("f"), true, tool("f")));

    assertThat(body.path("tool_choice").stringValue()).isEqualTo("REQUIRED");
    assertThat(body.path("tools"))
        .isEqualTo(
            json.readTree(
                """
                [{"type":"function","function":{"name":"f",
                  "parameters":{"type":"object","properties":{}}}}]"""));
  }

  @Test
  void effortsAreBudgets() {
    assertThat(
            written(
                    request(
                        List.of(),
                        new OutputFormat.PlainText(),
                        new Reasoning.Effort(Reasoning.Level.MEDIUM)))
                .path("thinking"))
        .isEqualTo(json.readTree("{\"type\":\"enabled\",\"token_budget\":8192}"));
  }

  @Test
  void whatAFormatIsForIsSaidInItsSchema() {
    JsonNode schema = json.readTree("{\"type\":\"object\"}");
    ProviderBody written =
        protocol.write(
            request(
                List.of(), new OutputFormat.JsonSchema("person", "A person.", schema, true), null),
            new WireModel("m", 1));

    assertThat(json.readTree(written.json()).path("response_format"))
        .isEqualTo(
            json.readTree(
                """
                {"type":"json_object",
                 "json_schema":{"type":"object","description":"A person."}}"""));
    assertThat(written.unused()).containsExactly("response_format.name", "user");
    assertThat(schema.has("description")).isFalse();
  }

  @Test
  void hintsWithoutAPlaceAreNamedAndChangeNothing() {
    ProviderBody written =
        protocol.write(
            request(
                List.of(
                    new Turn(
                        Turn.Role.USER,
                        List.of(new Part.Text("hi"), new Part.CacheBreak("1h")),
                        "messages[0]"),
                    new Turn(
                        Turn.Role.ASSISTANT,
                        List.of(
                            new Part.Thinking("another's", "gemini:c2ln"),
                            new Part.RedactedThinking("anthropic_messages:c2ln"),
                            new Part.Thinking("Mine.", null),
                            new Part.Thinking("And mine.", null),
                            new Part.ToolCall("a", "f", "", "gemini:c2ln")),
                        "messages[1]"),
                    new Turn(
                        Turn.Role.TOOL,
                        List.of(
                            new Part.ToolResult("a", "f", List.of(new Part.Text("no")), true),
                            new Part.CacheBreak(null)),
                        "messages[2]")),
                new OutputFormat.PlainText(),
                null),
            new WireModel("m", 1));

    assertThat(json.readTree(written.json()).path("messages"))
        .isEqualTo(
            json.readTree(
                """
                [{"role":"user","content":"hi"},
                 {"role":"assistant","tool_plan":"Mine.\\n\\nAnd mine.","tool_calls":[
                   {"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"a","content":"Error: no"}]"""));
    assertThat(written.unused()).containsExactly("cache_control", "thinking", "user");
  }

  private void assertInexpressible(String field, ModelRequest request) {
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> written(request))
        .satisfies(e -> assertThat(e.field()).isEqualTo(field));
  }

  private JsonNode written(ModelRequest request) {
    return json.readTree(protocol.write(request, new WireModel("m", 1)).json());
  }

  private static ModelRequest said(Part part) {
    return request(
        List.of(new Turn(Turn.Role.USER, List.of(part), "messages[3]")),
        new OutputFormat.PlainText(),
        null);
  }

  private static Tool tool(String name) {
    return new Tool(name, null, null, null, null);
  }

  private static ModelRequest tools(ToolChoice choice, @Nullable Boolean parallel, Tool... tools) {
    return new ModelRequest(
        List.of(),
        List.of(tools),
        choice,
        parallel,
        PLAIN,
        new OutputFormat.PlainText(),
        null,
        null,
        false);
  }

  private static ModelRequest request(
      List<Turn> turns, OutputFormat format, @Nullable Reasoning reasoning) {
    return new ModelRequest(
        turns, List.of(), new ToolChoice.Auto(), null, PLAIN, format, reasoning, "someone", false);
  }
}
