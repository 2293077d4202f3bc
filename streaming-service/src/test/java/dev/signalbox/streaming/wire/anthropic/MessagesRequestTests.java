package dev.signalbox.streaming.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.WireModel;
import dev.signalbox.streaming.wire.request.Addressed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class MessagesRequestTests {

  private static final String MODEL = "claude-sonnet-4-6";
  private static final String RICH =
      """
      {"model":"claude-sonnet-4-6","max_tokens":4096,"stream":true,
       "system":[{"type":"text","text":"Be short.","cache_control":{"type":"ephemeral","ttl":"1h"}}],
       "messages":[
        {"role":"user","content":[
          {"type":"text","text":"Look at these."},
          {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0="}},
          {"type":"image","source":{"type":"url","url":"https://example.com/a.jpg"}},
          {"type":"document","title":"Report",
           "source":{"type":"base64","media_type":"application/pdf","data":"JVBERi0="}},
          {"type":"document","source":{"type":"url","url":"https://example.com/a.pdf"}},
          {"type":"document","source":{"type":"text","media_type":"text/plain","data":"Grüße"}}]},
        {"role":"assistant","content":[
          {"type":"thinking","thinking":"Hm.","signature":"EqQB"},
          {"type":"redacted_thinking","data":"EmwK"},
          {"type":"text","text":"I ask."},
          {"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Oslo","days":1.5}},
          {"type":"tool_use","id":"toolu_2","name":"weather","input":{}}]},
        {"role":"user","content":[
          {"type":"tool_result","tool_use_id":"toolu_1","content":[
            {"type":"text","text":"7 °C"},
            {"type":"image","source":{"type":"base64","media_type":"image/webp","data":"UklGRg=="}}]},
          {"type":"tool_result","tool_use_id":"toolu_2","is_error":true,
           "content":[{"type":"text","text":"where?"}],"cache_control":{"type":"ephemeral"}},
          {"type":"text","text":"Well?"}]}],
       "tools":[{"name":"weather","description":"of a city","strict":true,
         "input_schema":{"type":"object","properties":{"city":{"type":"string"}},
           "additionalProperties":false},
         "cache_control":{"type":"ephemeral","ttl":"5m"}}],
       "tool_choice":{"type":"tool","name":"weather","disable_parallel_tool_use":true},
       "temperature":0.7,"top_p":0.9,"top_k":40,"stop_sequences":["END"],
       "output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}},
       "thinking":{"type":"enabled","budget_tokens":2048},
       "metadata":{"user_id":"u-1"}}""";

  private final JsonMapper json =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private final MessagesProtocol protocol = new MessagesProtocol(json);

  @Test
  void whatIsReadIsWrittenAgain() {
    ModelRequest request = understand(RICH);

    assertThat(json.readTree(written(request, MODEL))).isEqualTo(json.readTree(RICH));
    assertThat(protocol.write(request, new WireModel(MODEL, 1)).unused()).isEmpty();
  }

  @Test
  void resultsAreTurnsOfTheirOwnNamedAfterTheirCalls() {
    List<Turn> turns = understand(RICH).turns();

    assertThat(turns)
        .extracting(Turn::role)
        .containsExactly(
            Turn.Role.SYSTEM, Turn.Role.USER, Turn.Role.ASSISTANT, Turn.Role.TOOL, Turn.Role.USER);
    assertThat(turns)
        .extracting(Turn::field)
        .containsExactly("system", "messages[0]", "messages[1]", "messages[2]", "messages[2]");
    assertThat(turns.get(3).parts())
        .containsExactly(
            new Part.ToolResult(
                "toolu_1",
                "weather",
                List.of(
                    new Part.Text("7 °C"),
                    new Part.Image(new Media.Inline("image/webp", "UklGRg=="))),
                false),
            new Part.ToolResult("toolu_2", "weather", List.of(new Part.Text("where?")), true),
            new Part.CacheBreak(null));
  }

  @Test
  void shortFormsSayTheSame() {
    ModelRequest request =
        understand(
            """
            {"model":"m","max_tokens":10,"system":"S","cache_control":{"type":"ephemeral"},
             "messages":[{"role":"user","content":"Hi"}],"tool_choice":{"type":"any"},
             "service_tier":"standard_only","speed":"standard","metadata":{"user_id":null}}""");

    assertThat(request.turns())
        .containsExactly(
            new Turn(Turn.Role.SYSTEM, List.of(new Part.Text("S")), "system"),
            new Turn(
                Turn.Role.USER,
                List.of(new Part.Text("Hi"), new Part.CacheBreak(null)),
                "messages[0]"));
    assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Required());
    assertThat(request.parallelToolCalls()).isNull();
    assertThat(request.format()).isEqualTo(new OutputFormat.PlainText());
    assertThat(request.stream()).isFalse();
  }

  @Test
  void whatAClientSaysInPassingIsNoObstacle() {
    understand(
        """
        {"model":"m","max_tokens":10,"diagnostics":{"previous_message_id":null},
         "context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]},
         "messages":[{"role":"user","content":[
           {"type":"document","citations":{"enabled":false},
            "source":{"type":"url","url":"https://example.com/a.pdf"}}]},
          {"role":"assistant","content":[{"type":"text","text":"a","citations":null},
           {"type":"tool_use","id":"t","name":"f","input":{},"caller":{"type":"direct"}}]}],
         "tools":[{"type":"custom","name":"f","input_schema":{"type":"object"},
           "eager_input_streaming":true,"allowed_callers":["direct"],"defer_loading":false}]}""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"type\":\"enabled\",\"budget_tokens\":1024}|{}|Budget[tokens=1024]",
        "{\"type\":\"disabled\"}|{}|Off[]",
        "{\"type\":\"adaptive\"}|{}|Dynamic[]",
        "{\"type\":\"adaptive\",\"display\":\"summarized\"}|{\"effort\":\"low\"}|Effort[level=LOW]",
        "null|{\"effort\":\"max\"}|Effort[level=MAX]",
        "{\"type\":\"disabled\"}|{\"effort\":\"high\"}|Off[]",
        "null|{}|null"
      })
  void thinkingAndEffortAreOneWish(String thinking, String output, String expected) {
    ModelRequest request =
        understand(with("\"thinking\":" + thinking + ",\"output_config\":" + output));

    assertThat(String.valueOf(request.reasoning())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"summarized,true", "omitted,false"})
  void theDisplayOfThoughtsIsReadAndWrittenAgain(String display, boolean shown) {
    ModelRequest request =
        understand(with("\"thinking\":{\"type\":\"adaptive\",\"display\":\"" + display + "\"}"));

    assertThat(request.thoughtsShown()).isEqualTo(shown);
    assertThat(
            json.readTree(protocol.write(request, new WireModel("claude-opus-5", 1)).json())
                .at("/thinking/display")
                .asString())
        .isEqualTo(display);
    assertThat(understand(with("\"thinking\":{\"type\":\"adaptive\"}")).thoughtsShown()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"container\":\"c\"|container",
        "\"inference_geo\":\"us\"|inference_geo",
        "\"speed\":\"fast\"|speed",
        "\"service_tier\":\"flex\"|service_tier",
        "\"mcp_servers\":[]|mcp_servers",
        "\"something_new\":1|something_new",
        "\"context_management\":{\"edits\":[{\"type\":\"clear_tool_uses_20250919\"}]}|context_management.edits[0].type",
        "\"thinking\":{\"type\":\"between_tools\"}|thinking.type",
        "\"thinking\":{\"type\":\"adaptive\",\"display\":\"updates\"}|thinking.display",
        "\"thinking\":{\"type\":\"disabled\"},\"output_config\":{\"effort\":\"low\"}|output_config.effort",
        "\"output_config\":{\"task_budget\":{}}|output_config.task_budget",
        "\"metadata\":{\"other\":1}|metadata.other",
        "\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]|tools[0].type",
        "\"tools\":[{\"name\":\"f\",\"input_schema\":{},\"input_examples\":[]}]|tools[0].input_examples",
        "\"tools\":[{\"name\":\"f\",\"input_schema\":{},\"defer_loading\":true}]|tools[0].defer_loading",
        "\"tools\":[{\"name\":\"f\",\"input_schema\":{},\"allowed_callers\":[\"code_execution_20260120\"]}]|tools[0].allowed_callers"
      })
  void aSettingThatOthersDoNotHaveIsNamed(String field, String path) {
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> understand(with(field)))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"type\":\"search_result\"}|messages[0].content[0]",
        "{\"type\":\"container_upload\",\"file_id\":\"f\"}|messages[0].content[0]",
        "{\"type\":\"server_tool_use\"}|messages[0].content[0]",
        "{\"type\":\"image\",\"source\":{\"type\":\"file\",\"file_id\":\"f\"}}|messages[0].content[0].source.type",
        "{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"u\"},\"transformations\":{\"oversized_image\":\"error\"}}|messages[0].content[0].transformations.oversized_image",
        "{\"type\":\"document\",\"source\":{\"type\":\"content\",\"content\":\"x\"}}|messages[0].content[0].source.type",
        "{\"type\":\"document\",\"source\":{\"type\":\"url\",\"url\":\"u\"},\"context\":\"x\"}|messages[0].content[0].context",
        "{\"type\":\"document\",\"source\":{\"type\":\"url\",\"url\":\"u\"},\"citations\":{\"enabled\":true}}|messages[0].content[0].citations.enabled",
        "{\"type\":\"text\",\"text\":\"x\",\"citations\":[{}]}|messages[0].content[0].citations",
        "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"click\",\"input\":{},\"toolset_name\":\"browser\"}|messages[0].content[0].toolset_name",
        "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{},\"caller\":{\"type\":\"code_execution_20260120\"}}|messages[0].content[0].caller.type"
      })
  void aBlockThatOthersDoNotHaveIsNamed(String block, String path) {
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> understand(withBlock(block)))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"max_tokens\":\"many\"|max_tokens",
        "\"max_tokens\":-1|max_tokens",
        "\"temperature\":\"hot\"|temperature",
        "\"stop_sequences\":[1]|stop_sequences",
        "\"thinking\":{\"type\":\"enabled\"}|thinking.budget_tokens",
        "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1000}|thinking.budget_tokens",
        "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}|thinking.budget_tokens",
        "\"output_config\":{\"effort\":\"huge\"}|output_config.effort",
        "\"output_config\":{\"format\":{\"type\":\"json_schema\"}}|output_config.format.schema",
        "\"tool_choice\":{\"type\":\"some\"}|tool_choice.type",
        "\"tool_choice\":{\"type\":\"tool\"}|tool_choice.name",
        "\"tools\":[{\"name\":\"f\"}]|tools[0].input_schema",
        "\"tools\":[{\"input_schema\":{}}]|tools[0].name",
        "\"cache_control\":{\"type\":\"persistent\"}|cache_control.type",
        "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"2h\"}|cache_control.ttl",
        "\"system\":[{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"u\"}}]|system"
      })
  void aBadSettingIsNamed(String field, String path) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> understand(with(field)))
        .satisfies(invalid -> assertThat(invalid.field()).isEqualTo(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"type\":\"text\"}|messages[0].content[0].text",
        "{}|messages[0].content[0].type",
        "7|messages[0].content[0]",
        "{\"type\":\"image\"}|messages[0].content[0].source",
        "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"data\":\"x\"}}|messages[0].content[0].source.media_type",
        "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":[]}|messages[0].content[0].input",
        "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\"}|messages[0].content[0].input",
        "{\"type\":\"tool_result\",\"tool_use_id\":\"t\"}|messages[0].content[0].tool_use_id"
      })
  void aBadBlockIsNamed(String block, String path) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> understand(withBlock(block)))
        .satisfies(invalid -> assertThat(invalid.field()).isEqualTo(path));
  }

  @Test
  void theOutputLimitIsNeededAndHasToLeaveRoomForAnAnswer() {
    String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]L}";

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> understand(body.replace("L", "")))
        .withMessageContaining("max_tokens");
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> understand(body.replace("L", ",\"max_tokens\":0")));
  }

  @Test
  void instructionsInTheMiddleAreReadAndGoToModelsThatTakeThem() {
    String body =
        """
        {"model":"m","max_tokens":10,"messages":[
          {"role":"user","content":[{"type":"text","text":"Hi"}]},
          {"role":"system","content":[{"type":"text","text":"Rhyme."}]}]}""";
    ModelRequest request = understand(body);

    assertThat(json.readTree(written(request, "claude-opus-4-8")).path("messages"))
        .isEqualTo(json.readTree(body).path("messages"));
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> written(request, "claude-opus-4-6"))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("messages[1]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"model\":\"m\",\"max_tokens\":1}"})
  void whatIsNoRequestIsRefused(String body) {
    assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> understand(body));
  }

  private static String with(String field) {
    String limit = field.startsWith("\"max_tokens\"") ? "" : "\"max_tokens\":2000,";
    return "{\"model\":\"m\","
        + limit
        + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
        + field
        + "}";
  }

  private static String withBlock(String block) {
    return "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":["
        + block
        + "]}]}";
  }

  private ModelRequest understand(String body) {
    return protocol.understand(
        protocol.read(body.getBytes(StandardCharsets.UTF_8), new Addressed.InBody()));
  }

  private String written(ModelRequest request, String model) {
    return new String(
        protocol.write(request, new WireModel(model, 64_000)).json(), StandardCharsets.UTF_8);
  }
}
