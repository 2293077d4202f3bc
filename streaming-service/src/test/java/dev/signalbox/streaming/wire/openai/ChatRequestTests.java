package dev.signalbox.streaming.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.canonical.Sampling;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.WireModel;
import dev.signalbox.streaming.wire.request.Addressed;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ChatRequestTests {

  private static final String RICH =
      """
      {"model":"m","messages":[
        {"role":"system","content":"Be brief."},
        {"role":"user","content":[
          {"type":"text","text":"What is this?"},
          {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}},
          {"type":"image_url","image_url":{"url":"https://example.org/a.jpg"}},
          {"type":"input_audio","input_audio":{"data":"UklGRg==","format":"wav"}},
          {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,JVBERi0="}}]},
        {"role":"assistant","content":"I look.","tool_calls":[
          {"id":"call_1","type":"function","function":{"name":"weather","arguments":"{\\"city\\": \\"Bern\\"}"}},
          {"id":"call_2","type":"function","function":{"name":"now","arguments":"{}"}}]},
        {"role":"tool","tool_call_id":"call_1","content":"21 °C"},
        {"role":"tool","tool_call_id":"call_2","content":[{"type":"text","text":"12"},{"type":"text","text":":00"}]},
        {"role":"user","content":"Thanks"}],
       "tools":[
        {"type":"function","function":{"name":"weather","description":"Tells it","strict":true,
          "parameters":{"type":"object","properties":{"city":{"type":"string","maxLength":1e2}}}}},
        {"type":"function","function":{"name":"now"}}],
       "tool_choice":{"type":"function","function":{"name":"weather"}},
       "parallel_tool_calls":false,
       "max_tokens":200,"temperature":0.10,"top_p":0.9,
       "frequency_penalty":-0.5,"presence_penalty":0.5,"seed":7,"stop":["a","b"],
       "response_format":{"type":"json_schema","json_schema":{"name":"answer","description":"It",
         "schema":{"type":"object","additionalProperties":false},"strict":true}},
       "reasoning_effort":"xhigh","user":"u-1",
       "stream":true,"stream_options":{"include_usage":true}}
      """;

  private final JsonMapper json = JsonMapper.builder().build();
  private final ChatProtocol protocol = new ChatProtocol(json);

  @Test
  void aRequestIsUnderstoodAndWordedAgain() {
    ModelRequest request = understood(RICH);

    assertThat(json.readTree(protocol.write(request, new WireModel("m", 1)).json()))
        .isEqualTo(json.readTree(RICH));
    assertThat(protocol.write(request, new WireModel("m", 1)).unused()).isEmpty();
  }

  @Test
  void turnsHaveTheirPlaceInTheRequestAndPartsTheirKind() {
    List<Turn> turns = understood(RICH).turns();

    assertThat(turns)
        .extracting(Turn::field)
        .containsExactly(
            "messages[0]",
            "messages[1]",
            "messages[2]",
            "messages[3]",
            "messages[4]",
            "messages[5]");
    assertThat(turns.get(1).parts())
        .containsExactly(
            new Part.Text("What is this?"),
            new Part.Image(new Media.Inline("image/png", "iVBORw0KGgo=")),
            new Part.Image(new Media.Link("https://example.org/a.jpg")),
            new Part.Audio(new Media.Inline("audio/wav", "UklGRg==")),
            new Part.Document(new Media.Inline("application/pdf", "JVBERi0="), "a.pdf"));
    assertThat(turns.get(2).parts())
        .containsExactly(
            new Part.Text("I look."),
            new Part.ToolCall("call_1", "weather", "{\"city\": \"Bern\"}", null),
            new Part.ToolCall("call_2", "now", "{}", null));
    assertThat(turns.get(3))
        .isEqualTo(
            new Turn(
                Turn.Role.TOOL,
                List.of(
                    new Part.ToolResult(
                        "call_1", "weather", List.of(new Part.Text("21 °C")), false)),
                "messages[3]"));
  }

  @Test
  void settingsAreUnderstoodToTheDigit() {
    ModelRequest request = understood(RICH);

    assertThat(request.sampling())
        .isEqualTo(
            new Sampling(
                200L,
                new BigDecimal("0.10"),
                new BigDecimal("0.9"),
                null,
                new BigDecimal("-0.5"),
                new BigDecimal("0.5"),
                7L,
                List.of("a", "b")));
    assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Named("weather"));
    assertThat(request.parallelToolCalls()).isFalse();
    assertThat(request.reasoning()).isEqualTo(new Reasoning.Effort(Reasoning.Level.XHIGH));
    assertThat(request.format()).isInstanceOf(OutputFormat.JsonSchema.class);
    assertThat(request.stream()).isTrue();
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
        "\"n\":1,\"store\":false,\"logprobs\":false,\"top_logprobs\":0,\"verbosity\":\"medium\"",
        "\"service_tier\":\"auto\",\"modalities\":[\"text\"],\"logit_bias\":{}",
        "\"service_tier\":\"default\",\"response_format\":{\"type\":\"text\"},\"stop\":null",
        "\"metadata\":{\"a\":\"b\"},\"prompt_cache_key\":\"k\",\"prompt_cache_retention\":\"24h\"",
        "\"prompt_cache_options\":{\"mode\":\"implicit\"},\"audio\":null,\"functions\":null"
      })
  void whatSaysNoMoreThanADefaultPasses(String fields) {
    assertThat(understood(with(fields))).isEqualTo(understood(with("\"n\":null")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"n\":2|n",
        "\"store\":true|store",
        "\"logprobs\":true|logprobs",
        "\"top_logprobs\":3|top_logprobs",
        "\"logit_bias\":{\"1\":2}|logit_bias",
        "\"verbosity\":\"low\"|verbosity",
        "\"service_tier\":\"flex\"|service_tier",
        "\"modalities\":[\"text\",\"audio\"]|modalities",
        "\"audio\":{\"voice\":\"ash\",\"format\":\"wav\"}|audio",
        "\"prediction\":{\"type\":\"content\",\"content\":\"x\"}|prediction",
        "\"web_search_options\":{}|web_search_options",
        "\"moderation\":{\"model\":\"x\"}|moderation",
        "\"functions\":[{\"name\":\"f\"}]|functions",
        "\"stream_options\":{\"novel\":1}|stream_options.novel",
        "\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}]|tools[0].type",
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"c\",\"novel\":1}}]|tools[0].function.novel",
        "\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{}}|tool_choice.type",
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
        "{\"role\":\"user\",\"content\":\"x\",\"name\":\"Ann\"}|messages[0].name",
        "{\"role\":\"function\",\"name\":\"f\",\"content\":\"x\"}|messages[0].role",
        "{\"role\":\"assistant\",\"audio\":{\"id\":\"a\"}}|messages[0].audio",
        "{\"role\":\"assistant\",\"function_call\":{\"name\":\"f\"}}|messages[0].function_call",
        "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\",\"type\":\"custom\",\"custom\":{}}]}|messages[0].tool_calls[0].type",
        "{\"role\":\"assistant\",\"reasoning_details\":[{\"type\":\"novel\"}]}|messages[0].reasoning_details[0].type",
        "{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"f\"}}]}|messages[0].content[0].file.file_id",
        "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://a\",\"detail\":\"low\"}}]}|messages[0].content[0].image_url.detail",
        "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\",\"novel\":1}]}|messages[0].content[0].novel"
      })
  void whatOnlyMessagesOfThisProtocolCanSayIsNamed(String message, String path) {
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> understood("{\"model\":\"m\",\"messages\":[" + message + "]}"))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"role\":\"robot\",\"content\":\"x\"}|messages[0].role",
        "{\"content\":\"x\"}|messages[0].role",
        "{\"role\":\"user\"}|messages[0].content",
        "{\"role\":\"user\",\"content\":7}|messages[0].content",
        "{\"role\":\"user\",\"content\":[7]}|messages[0].content[0]",
        "{\"role\":\"user\",\"content\":[{\"type\":\"smell\"}]}|messages[0].content[0].type",
        "{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}|messages[0].content[0].text",
        "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png,x\"}}]}|messages[0].content[0].image_url.url",
        "{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"\",\"format\":\"ogg\"}}]}|messages[0].content[0].input_audio.format",
        "{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_data\":\"JVBERi0=\"}}]}|messages[0].content[0].file.file_data",
        "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"x\"}|messages[0].tool_call_id"
      })
  void messagesThatAreNoneAreNamed(String message, String path) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> understood("{\"model\":\"m\",\"messages\":[" + message + "]}"))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"max_tokens\":1,\"max_completion_tokens\":1|max_tokens",
        "\"max_tokens\":1.5|max_tokens",
        "\"temperature\":\"warm\"|temperature",
        "\"stop\":[1]|stop",
        "\"seed\":1e40|seed",
        "\"tool_choice\":\"any\"|tool_choice",
        "\"reasoning_effort\":\"huge\"|reasoning_effort",
        "\"response_format\":{\"type\":\"xml\"}|response_format.type",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\"}}|response_format.json_schema.schema",
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":1}}]|tools[0].function.parameters",
        "\"tools\":{}|tools",
        "\"parallel_tool_calls\":1|parallel_tool_calls"
      })
  void valuesThatAreNoneAreNamed(String fields, String path) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> understood(with(fields)))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(path));
  }

  @Test
  void olderAndOtherWordsAreUnderstoodAsWell() {
    ModelRequest request =
        understood(
            """
            {"model":"m","max_completion_tokens":9,"top_k":3,"stop":"x","safety_identifier":"s","user":"u",
             "reasoning_effort":"none","response_format":{"type":"json_object"},
             "messages":[{"role":"developer","content":"D"},
               {"role":"user","content":[{"type":"text","text":"a","prompt_cache_breakpoint":{"mode":"explicit"}},
                 {"type":"text","text":"b","cache_control":{"type":"ephemeral","ttl":"1h"}}]},
               {"role":"assistant","content":null,"refusal":"No.","annotations":[]}]}
            """);

    assertThat(request.sampling().maxOutputTokens()).isEqualTo(9);
    assertThat(request.sampling().topK()).isEqualTo(3);
    assertThat(request.sampling().stop()).containsExactly("x");
    assertThat(request.user()).isEqualTo("s");
    assertThat(request.reasoning()).isEqualTo(new Reasoning.Off());
    assertThat(request.format()).isEqualTo(new OutputFormat.JsonObject());
    assertThat(request.turns().getFirst().role()).isEqualTo(Turn.Role.SYSTEM);
    assertThat(request.turns().get(1).parts())
        .containsExactly(
            new Part.Text("a"),
            new Part.CacheBreak(null),
            new Part.Text("b"),
            new Part.CacheBreak("1h"));
    assertThat(request.turns().get(2).parts()).containsExactly(new Part.Text("No."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"reasoning_content\":\"hm\"|hm,null",
        "\"reasoning\":\"hm\"|hm,null",
        "\"reasoning\":\"hm\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"hm\",\"signature\":\"s\"}]|hm,openai_chat:s",
        "\"reasoning\":\"hm\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"signature\":\"s\"}]|hm,openai_chat:s",
        "\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"h\"},{\"type\":\"reasoning.text\",\"text\":\"m\"},{\"type\":\"reasoning.text\",\"signature\":\"s\"}]|hm,openai_chat:s",
        "\"reasoning\":\"hm\",\"reasoning_details\":[{\"type\":\"reasoning.summary\",\"summary\":\"hm\"}]|hm,null",
        "\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"data\":\"d\"}]|openai_chat:d",
        "\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"data\":\"gemini:d\"}]|gemini:d"
      })
  void thoughtsAreGivenBackInEachWay(String field, String thought) {
    String message = "{\"role\":\"assistant\",\"content\":\"x\"," + field + "}";
    String[] expected = thought.split(",", -1);

    assertThat(understood("{\"model\":\"m\",\"messages\":[" + message + "]}").turns())
        .singleElement()
        .satisfies(
            turn ->
                assertThat(turn.parts().getFirst())
                    .isEqualTo(
                        expected.length == 1
                            ? new Part.RedactedThinking(expected[0])
                            : new Part.Thinking(
                                expected[0], expected[1].equals("null") ? null : expected[1])));
  }

  @Test
  void argumentsOfCallsAreGivenBackAsTheModelPutThemOut() {
    ModelRequest request =
        understood(
            """
            {"model":"m","messages":[{"role":"assistant","tool_calls":[
              {"id":"a","type":"function","function":{"name":"f","arguments":"{\\"a"}},
              {"id":"b","type":"function","function":{"name":"f","arguments":""},
               "extra_content":{"google":{"thought_signature":"c2ln"}}}]}]}
            """);

    assertThat(request.turns().getFirst().parts())
        .containsExactly(
            new Part.ToolCall("a", "f", "{\"a", null),
            new Part.ToolCall("b", "f", "{}", "openai_chat:c2ln"));
  }

  private static String with(String fields) {
    return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]," + fields + "}";
  }

  private ModelRequest understood(String body) {
    return protocol.understand(
        protocol.read(body.getBytes(StandardCharsets.UTF_8), new Addressed.InBody()));
  }
}
