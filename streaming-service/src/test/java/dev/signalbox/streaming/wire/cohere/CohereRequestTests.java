package dev.signalbox.streaming.wire.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.WireModel;
import dev.signalbox.streaming.wire.request.Addressed;
import dev.signalbox.streaming.wire.request.ClientRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CohereRequestTests {

  private static final String RICH =
      """
      {
        "model": "m",
        "stream": true,
        "messages": [
          {"role": "system", "content": "Be brief."},
          {"role": "user", "content": [
            {"type": "text", "text": "What is in these?"},
            {"type": "image_url", "image_url": {"url": "https://example.com/cat.png"}},
            {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}]},
          {"role": "assistant", "tool_plan": "I look it up.", "content": "Wait.", "tool_calls": [
            {"id": "a", "type": "function", "function": {"name": "look", "arguments": "{\\"at\\":1}"}},
            {"id": "b", "type": "function", "function": {"name": "list", "arguments": "{}"}}]},
          {"role": "tool", "tool_call_id": "a", "content": "A cat."},
          {"role": "tool", "tool_call_id": "b", "content": [
            {"type": "text", "text": "one"}, {"type": "text", "text": "two"}]},
          {"role": "assistant", "content": "A cat."},
          {"role": "user", "content": "Thanks."}
        ],
        "tools": [
          {"type": "function", "function": {"name": "look", "description": "Looks.",
            "parameters": {"type": "object", "properties": {"at": {"type": "integer"}}}}},
          {"type": "function", "function": {"name": "list", "parameters": {"type": "object"}}}],
        "strict_tools": true,
        "tool_choice": "REQUIRED",
        "max_tokens": 400, "temperature": 0.3, "p": 0.75, "k": 20, "seed": 7,
        "frequency_penalty": 0.1, "presence_penalty": 0.2, "stop_sequences": ["END"],
        "thinking": {"type": "enabled", "token_budget": 500}
      }
      """;

  private final JsonMapper json = JsonMapper.builder().build();
  private final CohereProtocol protocol = new CohereProtocol(json);

  @Test
  void aRichRequestIsWordedAgainAsItWas() {
    assertThat(again(RICH)).isEqualTo(json.readTree(RICH));
  }

  @Test
  void whatWasReadIsTheConversation() {
    ModelRequest request = understood(RICH);

    assertThat(request.turns())
        .extracting(Turn::role)
        .containsExactly(
            Turn.Role.SYSTEM,
            Turn.Role.USER,
            Turn.Role.ASSISTANT,
            Turn.Role.TOOL,
            Turn.Role.TOOL,
            Turn.Role.ASSISTANT,
            Turn.Role.USER);
    assertThat(request.turns().get(2).parts())
        .containsExactly(
            new Part.Thinking("I look it up.", null),
            new Part.Text("Wait."),
            new Part.ToolCall("a", "look", "{\"at\":1}", null),
            new Part.ToolCall("b", "list", "{}", null));
    assertThat(request.turns().get(4).parts())
        .containsExactly(
            new Part.ToolResult(
                "b", "list", List.of(new Part.Text("one"), new Part.Text("two")), false));
    assertThat(request.turns().get(4).field()).isEqualTo("messages[4]");
  }

  /** Named beside each: what becomes of it, when that is not the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          M,"tools":[T],"tool_choice":"NONE"|
          M,"tools":[T],"strict_tools":false|M,"tools":[T]
          M,"k":0,"priority":3,"logprobs":false,"safety_mode":"CONTEXTUAL","documents":[],"citation_options":{"mode":"OFF"}|M
          M,"response_format":{"type":"text"}|M
          M,"response_format":{"type":"json_object"}|
          M,"response_format":{"type":"json_object","json_schema":{"type":"object"}}|
          M,"thinking":{"type":"disabled"}|
          M,"thinking":{"type":"enabled"}|
          "messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}]|"messages":[{"role":"user","content":"hi"}]
          "messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}]|
          "messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"a"}],"citations":[]}]|"messages":[{"role":"assistant","content":"a"}]
          C,{"role":"tool","tool_call_id":"a","content":[{"type":"document","document":{"id":"1","data":{"x":1}}}]}]|C,{"role":"tool","tool_call_id":"a","content":"{\\"x\\":1}"}]
          C,{"role":"tool","tool_call_id":"a","content":[{"type":"document","document":{"data":"plain"}}]}]|C,{"role":"tool","tool_call_id":"a","content":"plain"}]
          C,{"role":"tool","tool_call_id":"a","content":[]}]|C,{"role":"tool","tool_call_id":"a","content":""}]
          """)
  void otherRequestsAreWordedAgain(String fields, String expected) {
    JsonNode written = again(body(fields));

    assertThat(written).isEqualTo(json.readTree(body(expected == null ? fields : expected)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          M,"documents":["a"]|documents
          M,"citation_options":{"mode":"ACCURATE"}|citation_options.mode
          M,"safety_mode":"STRICT"|safety_mode
          M,"logprobs":true|logprobs
          M,"unheard_of":1|unheard_of
          M,"response_format":{"type":"json_object","schema":{}}|response_format.schema
          M,"tools":[{"type":"function","function":{"name":"f","strict":true}}]|tools[0].function.strict
          "messages":[{"role":"assistant","content":"a","citations":[{"start":0}]}]|messages[0].citations
          "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://a","detail":"low"}}]}]|messages[0].content[0].image_url.detail
          """)
  void whatOnlyCohereCanSayIsNamed(String fields, String field) {
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> understood(body(fields)))
        .satisfies(e -> assertThat(e.field()).isEqualTo(field));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          M,"temperature":"warm"|temperature
          M,"tool_choice":"auto"|tool_choice
          M,"thinking":{"type":"maybe"}|thinking.type
          M,"thinking":{}|thinking.type
          M,"response_format":{"type":"json_schema"}|response_format.type
          M,"tools":[{"type":"function"}]|tools[0].function
          "messages":[{"role":"developer","content":"a"}]|messages[0].role
          "messages":[{"content":"a"}]|messages[0].role
          "messages":[{"role":"user","content":[{"type":"audio"}]}]|messages[0].content[0].type
          "messages":[{"role":"user","content":7}]|messages[0].content
          "messages":[{"role":"assistant","tool_calls":[{"type":"function","function":{"name":"f"}}]}]|messages[0].tool_calls[0].id
          "messages":[{"role":"tool","tool_call_id":"z","content":"a"}]|messages[0].tool_call_id
          C,{"role":"tool","tool_call_id":"a","content":[{"type":"document","document":{}}]}]|messages[1].content[0].document.data
          """)
  void whatIsWrongIsNamed(String fields, String field) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> understood(body(fields)))
        .satisfies(e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void aRequestIsRelayedWithItsModelRenamed() {
    ClientRequest request = read(RICH);

    assertThat(request.model()).isEqualTo("m");
    assertThat(request.stream()).isTrue();
    assertThat(request.maxOutputTokens()).isEqualTo(400);
    assertThat(new String(request.bodyFor("other"), StandardCharsets.UTF_8))
        .isEqualTo(RICH.replace("\"m\"", "\"other\""));
    assertThat(protocol.path("other", true)).isEqualTo("/chat");
  }

  private JsonNode again(String body) {
    return json.readTree(protocol.write(understood(body), new WireModel("m", 8_000)).json());
  }

  private ModelRequest understood(String body) {
    return protocol.understand(read(body));
  }

  private ClientRequest read(String body) {
    return protocol.read(body.getBytes(StandardCharsets.UTF_8), new Addressed.InBody());
  }

  private static String body(String fields) {
    return "{\"model\":\"m\",\"stream\":false,"
        + fields
            .replaceFirst("^M", "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]")
            .replaceFirst(
                "^C,",
                "\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"type\":"
                    + "\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},")
            .replace(
                "[T]",
                "[{\"type\":\"function\",\"function\":{\"name\":\"f\","
                    + "\"parameters\":{\"type\":\"object\"}}}]")
        + '}';
  }
}
