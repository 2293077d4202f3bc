package dev.signalbox.streaming.wire.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.WireModel;
import dev.signalbox.streaming.wire.request.Addressed;
import dev.signalbox.streaming.wire.request.ClientRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ResponsesRequestTests {

  private static final String RICH =
      """
      {"model":"m","instructions":"Be brief.","input":[
        {"role":"user","content":[
          {"type":"input_text","text":"What is this?"},
          {"type":"input_image","detail":"auto","image_url":"data:image/png;base64,iVBORw0KGgo="},
          {"type":"input_image","detail":"auto","image_url":"https://example.org/a.jpg"},
          {"type":"input_file","filename":"a.pdf","file_data":"data:application/pdf;base64,JVBERi0="},
          {"type":"input_file","file_url":"https://example.org/b.pdf"}]},
        {"role":"system","content":"In German."},
        {"type":"reasoning","summary":[{"type":"summary_text","text":"Hm"}],"encrypted_content":"e1"},
        {"type":"reasoning","summary":[],"encrypted_content":"e2"},
        {"role":"assistant","content":"I look."},
        {"type":"function_call","call_id":"call_1","name":"weather","arguments":"{\\"city\\": \\"Bern\\"}"},
        {"type":"function_call","call_id":"call_2","name":"see","arguments":"{}"},
        {"type":"function_call_output","call_id":"call_1","output":"21 °C"},
        {"type":"function_call_output","call_id":"call_2","output":[
          {"type":"input_text","text":"This:"},
          {"type":"input_image","detail":"auto","image_url":"data:image/png;base64,iVBORw0KGgo="}]},
        {"role":"user","content":"Thanks"}],
       "tools":[
        {"type":"function","name":"weather","description":"Tells it","strict":true,
          "parameters":{"type":"object","properties":{"city":{"type":"string","maxLength":1e2}}}},
        {"type":"function","name":"see","strict":false,"parameters":{"type":"object","properties":{}}}],
       "tool_choice":{"type":"function","name":"weather"},
       "parallel_tool_calls":false,
       "max_output_tokens":200,"temperature":0.10,"top_p":0.9,
       "text":{"format":{"type":"json_schema","name":"answer","description":"It",
         "schema":{"type":"object","additionalProperties":false},"strict":true}},
       "reasoning":{"effort":"high"},"safety_identifier":"u-1",
       "store":false,"include":["reasoning.encrypted_content"],"stream":true}
      """;

  private final JsonMapper json = JsonMapper.builder().build();
  private final ResponsesProtocol protocol = new ResponsesProtocol(json);

  @Test
  void aRequestIsUnderstoodAndWordedAgain() {
    ModelRequest request = understood(RICH);

    assertThat(json.readTree(protocol.write(request, new WireModel("m", 1)).json()))
        .isEqualTo(json.readTree(RICH));
    assertThat(protocol.write(request, new WireModel("m", 1)).unused()).isEmpty();
  }

  @Test
  void whatTheModelSaidIsOneTurn() {
    List<Turn> turns = understood(RICH).turns();

    assertThat(turns)
        .extracting(Turn::field)
        .containsExactly(
            "instructions", "input[0]", "input[1]", "input[2]", "input[7]", "input[8]", "input[9]");
    assertThat(turns.get(3))
        .isEqualTo(
            new Turn(
                Turn.Role.ASSISTANT,
                List.of(
                    new Part.Thinking("Hm", "openai_responses:e1"),
                    new Part.RedactedThinking("openai_responses:e2"),
                    new Part.Text("I look."),
                    new Part.ToolCall("call_1", "weather", "{\"city\": \"Bern\"}", null),
                    new Part.ToolCall("call_2", "see", "{}", null)),
                "input[2]"));
    assertThat(turns.get(5).parts())
        .containsExactly(
            new Part.ToolResult(
                "call_2",
                "see",
                List.of(
                    new Part.Text("This:"),
                    new Part.Image(new Media.Inline("image/png", "iVBORw0KGgo="))),
                false));
  }

  @Test
  void itemsAreGivenBackAsTheyCame() {
    ModelRequest request =
        understood(
            """
            {"model":"m","input":[
              {"type":"message","role":"developer","content":[{"type":"input_text","text":"D"}]},
              {"type":"message","id":"msg_1","status":"completed","role":"assistant","phase":"final_answer",
               "content":[{"type":"output_text","text":"a","annotations":[{"type":"url_citation"}],"logprobs":[]},
                          {"type":"refusal","refusal":"b"}]},
              {"type":"reasoning","id":"rs_1","summary":[],"status":null,
               "content":[{"type":"reasoning_text","text":"c"},{"type":"reasoning_text","text":"d"}]},
              {"type":"reasoning","id":"rs_2","summary":[]},
              {"type":"function_call","id":"fc_1","status":"completed","call_id":"x","name":"f","arguments":"",
               "extra_content":{"google":{"thought_signature":"c2ln"}}},
              {"type":"function_call_output","id":"fco_1","status":"completed","call_id":"x","output":"o"},
              {"role":"user","content":[
                {"type":"input_audio","input_audio":{"data":"UklGRg==","format":"mp3"}},
                {"type":"input_text","text":"e","prompt_cache_breakpoint":{"mode":"explicit"}}]}]}
            """);

    assertThat(request.turns())
        .extracting(Turn::role)
        .containsExactly(Turn.Role.SYSTEM, Turn.Role.ASSISTANT, Turn.Role.TOOL, Turn.Role.USER);
    assertThat(request.turns().get(1).parts())
        .containsExactly(
            new Part.Text("a"),
            new Part.Text("b"),
            new Part.Thinking("c\n\nd", null),
            new Part.ToolCall("x", "f", "{}", "openai_responses:c2ln"));
    assertThat(request.turns().get(3).parts())
        .containsExactly(
            new Part.Audio(new Media.Inline("audio/mp3", "UklGRg==")),
            new Part.Text("e"),
            new Part.CacheBreak(null));
  }

  @Test
  void aTextIsAQuestionOfTheUser() {
    assertThat(understood("{\"model\":\"m\",\"input\":\"Hi\"}").turns())
        .containsExactly(new Turn(Turn.Role.USER, List.of(new Part.Text("Hi")), "input"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"tool_choice\":\"auto\"|auto",
        "\"tool_choice\":\"none\"|none",
        "\"tool_choice\":\"required\"|required"
      })
  void choicesOfToolsAreUnderstood(String field, String choice) {
    assertThat(understood(with(field)).toolChoice())
        .isEqualTo(
            switch (choice) {
              case "none" -> new ToolChoice.None();
              case "required" -> new ToolChoice.Required();
              default -> new ToolChoice.Auto();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"store\":true,\"background\":false,\"truncation\":\"disabled\",\"top_logprobs\":0",
        "\"service_tier\":\"auto\",\"text\":{\"verbosity\":\"medium\",\"format\":{\"type\":\"text\"}}",
        "\"service_tier\":\"default\",\"text\":{},\"include\":[\"reasoning.encrypted_content\"]",
        "\"metadata\":{\"a\":\"b\"},\"prompt_cache_key\":\"k\",\"prompt_cache_retention\":\"24h\"",
        "\"previous_response_id\":null,\"conversation\":null,\"prompt\":null,\"max_tool_calls\":null",
        "\"reasoning\":{\"effort\":null,\"summary\":\"auto\",\"context\":\"auto\",\"mode\":\"standard\"}",
        "\"stream_options\":{\"include_obfuscation\":false},\"prompt_cache_options\":{\"ttl\":\"30m\"}"
      })
  void whatSaysNoMoreThanADefaultPasses(String fields) {
    assertThat(understood(with(fields))).isEqualTo(understood(with("\"user\":null")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"previous_response_id\":\"resp_1\"|previous_response_id",
        "\"conversation\":{\"id\":\"conv_1\"}|conversation",
        "\"prompt\":{\"id\":\"pmpt_1\"}|prompt",
        "\"include\":[\"message.output_text.logprobs\"]|include",
        "\"truncation\":\"auto\"|truncation",
        "\"top_logprobs\":3|top_logprobs",
        "\"max_tool_calls\":3|max_tool_calls",
        "\"service_tier\":\"priority\"|service_tier",
        "\"context_management\":[{\"type\":\"compaction\"}]|context_management",
        "\"moderation\":{\"model\":\"x\"}|moderation",
        "\"text\":{\"verbosity\":\"low\"}|text.verbosity",
        "\"reasoning\":{\"mode\":\"pro\"}|reasoning.mode",
        "\"reasoning\":{\"context\":\"all_turns\"}|reasoning.context",
        "\"tools\":[{\"type\":\"web_search\"}]|tools[0].type",
        "\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"defer_loading\":true}]|tools[0].defer_loading",
        "\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"output_schema\":{}}]|tools[0].output_schema",
        "\"tool_choice\":{\"type\":\"allowed_tools\"}|tool_choice.type",
        "\"novel\":1|novel"
      })
  void whatOnlyThisProtocolCanSayIsNamed(String fields, String path) {
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> understood(with(fields)))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"type\":\"item_reference\",\"id\":\"msg_1\"}|input[0].id",
        "{\"type\":\"web_search_call\",\"id\":\"ws_1\"}|input[0].type",
        "{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"{}\",\"namespace\":\"n\"}|input[0].namespace",
        "{\"role\":\"user\",\"content\":[{\"type\":\"input_file\",\"file_id\":\"f\"}]}|input[0].content[0].file_id",
        "{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"file_id\":\"f\"}]}|input[0].content[0].file_id",
        "{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"image_url\":\"https://a\",\"detail\":\"low\"}]}|input[0].content[0].detail",
        "{\"role\":\"user\",\"content\":\"x\",\"novel\":1}|input[0].novel"
      })
  void whatOnlyItemsOfThisProtocolCanSayIsNamed(String item, String path) {
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> understood("{\"model\":\"m\",\"input\":[" + item + "]}"))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"role\":\"robot\",\"content\":\"x\"}|input[0].role",
        "{\"role\":\"user\"}|input[0].content",
        "{\"content\":\"x\"}|input[0].type",
        "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}|input[0].content[0].type",
        "{\"role\":\"user\",\"content\":[{\"type\":\"input_image\"}]}|input[0].content[0].image_url",
        "{\"role\":\"user\",\"content\":[{\"type\":\"input_file\",\"file_data\":\"JVBERi0=\"}]}|input[0].content[0].file_data",
        "{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"x\"}|input[0].call_id"
      })
  void itemsThatAreNoneAreNamed(String item, String path) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> understood("{\"model\":\"m\",\"input\":[" + item + "]}"))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"reasoning\":{\"effort\":\"huge\"}|reasoning.effort",
        "\"text\":{\"format\":{\"type\":\"xml\"}}|text.format.type",
        "\"tool_choice\":\"any\"|tool_choice",
        "\"temperature\":\"warm\"|temperature",
        "\"tools\":[{\"type\":\"function\"}]|tools[0].name",
        "\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"parameters\":[]}]|tools[0].parameters"
      })
  void valuesThatAreNoneAreNamed(String fields, String path) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> understood(with(fields)))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(path));
  }

  @Test
  void effortsAndFormatsAreUnderstood() {
    assertThat(understood(with("\"reasoning\":{\"effort\":\"none\"}")).reasoning())
        .isEqualTo(new Reasoning.Off());
    assertThat(understood(with("\"reasoning\":{\"effort\":\"max\"}")).reasoning())
        .isEqualTo(new Reasoning.Effort(Reasoning.Level.MAX));
    assertThat(understood(with("\"text\":{\"format\":{\"type\":\"json_object\"}}")).format())
        .isEqualTo(new OutputFormat.JsonObject());
    assertThat(understood(with("\"user\":\"u\"")).user()).isEqualTo("u");
  }

  @Test
  void onlyTheModelIsRewrittenWhenItIsRelayed() {
    ClientRequest request =
        read(
            "{\"model\":\"m\",\"stream\":true,\"input\":\"Hi\",\"previous_response_id\":\"resp_1\"}");

    assertThat(new String(request.bodyFor("served"), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"model\":\"served\",\"stream\":true,\"input\":\"Hi\",\"previous_response_id\":\"resp_1\"}");
    assertThat(request.usageHidden()).isFalse();
  }

  @Test
  void answersInTheBackgroundAreRefusedSinceNobodyWouldMeterThem() {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> read(with("\"background\":true")))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("background"));
  }

  private static String with(String fields) {
    return "{\"model\":\"m\",\"input\":\"x\"," + fields + "}";
  }

  private ClientRequest read(String body) {
    return protocol.read(body.getBytes(StandardCharsets.UTF_8), new Addressed.InBody());
  }

  private ModelRequest understood(String body) {
    return protocol.understand(read(body));
  }
}
