package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MessagesTests extends SimulatorTest {

  private static final String PATH = "/v1/messages";
  private static final String WHOLE =
      "{\"model\":\"claude\",\"max_tokens\":99,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
  private static final String STREAM =
      WHOLE.replace("\"messages\"", "\"stream\":true,\"messages\"");

  @Test
  void aStreamIsFramedToTheByte() throws Exception {
    HttpResponse<String> response = scripted(RICH, PATH, STREAM);

    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/event-stream; charset=utf-8");
    assertThat(response.headers().firstValue("request-id")).isPresent();
    assertThat(response.body()).isEqualTo(golden("messages.stream"));
  }

  @Test
  void aWholeAnswerIsExact() throws Exception {
    HttpResponse<String> response = scripted(RICH, PATH, WHOLE);

    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body() + '\n').isEqualTo(golden("messages.whole"));
  }

  @Test
  void theDefaultAnswerSaysThatItIsSimulated() throws Exception {
    JsonNode message = object(caller.post(PATH, WHOLE));

    assertThat(message.at("/content/0/text").asString())
        .contains("simulated", "claude", "You asked: \"Hi\"");
    assertThat(message.path("stop_reason").asString()).isEqualTo("end_turn");
  }

  @ParameterizedTest
  @CsvSource({"x-api-key,key", "Authorization,Bearer key"})
  void anyKeyWillDoAndIsRecorded(String header, String value) throws Exception {
    assertThat(caller.post(PATH, WHOLE, header, value).statusCode()).isEqualTo(200);

    RecordedRequest last = server.requests().getLast();
    assertThat(last.headers()).containsEntry(header.toLowerCase(Locale.ROOT), List.of(value));
    assertThat(last.body()).isEqualTo(WHOLE);
  }

  @Test
  void limitsAndStopsAreTold() throws Exception {
    String limited = WHOLE.replace("99", "1");
    String stopping =
        WHOLE.replace("\"messages\"", "\"stop_sequences\":[\"x\",\"there\"],\"messages\"");

    JsonNode cut = object(scripted(GREETING, PATH, limited));
    JsonNode stopped = object(scripted(GREETING, PATH, stopping));

    assertThat(cut.at("/content/0/text").asString()).isEqualTo("Hello");
    assertThat(cut.path("stop_reason").asString()).isEqualTo("max_tokens");
    assertThat(stopped.at("/content/0/text").asString()).isEqualTo("Hello ");
    assertThat(stopped.path("stop_reason").asString()).isEqualTo("stop_sequence");
    assertThat(stopped.path("stop_sequence").asString()).isEqualTo("there");
  }

  @Test
  void aRefusalHasNoContentOfItsOwn() throws Exception {
    HttpResponse<String> stream = scripted("{\"refusal\":\"No.\"}", PATH, STREAM);

    assertThat(events(stream).stream().map(event -> event.path("type").asString()))
        .containsExactly("message_start", "ping", "message_delta", "message_stop");
    assertThat(events(stream).get(2).path("delta").toString())
        .isEqualTo(
            "{\"stop_reason\":\"refusal\",\"stop_sequence\":null,\"stop_details\":"
                + "{\"type\":\"refusal\",\"category\":null,\"explanation\":\"No.\"}}");
  }

  @Test
  void aStopReasonOfItsOwnIsSentAsItIs() throws Exception {
    String script = "{\"content\":\"x\",\"finish_reason\":\"pause_turn\"}";

    assertThat(object(scripted(script, PATH, WHOLE)).path("stop_reason").asString())
        .isEqualTo("pause_turn");
  }

  @Test
  void argumentsThatAreNotJsonStayText() throws Exception {
    String script =
        """
        {"tool_calls":[{"name":"look","arguments":"{\\"at\\":"}],"finish_reason":"length"}""";

    JsonNode message = object(scripted(script, PATH, WHOLE));

    assertThat(message.at("/content/0/input").asString()).isEqualTo("{\"at\":");
    assertThat(message.path("stop_reason").asString()).isEqualTo("max_tokens");
  }

  @Test
  void aToolIsCalledOnce() throws Exception {
    String request =
        """
        {"model":"m","max_tokens":99,"system":[{"type":"text","text":"Be brief."}],
         "tools":[{"name":"look","input_schema":{}}],"messages":[
         {"role":"user","content":[{"type":"text","text":"[[tool:look {\\"at\\":1}]]"}]}%s]}""";
    String after =
        """
        ,{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"look","input":{"at":1}}]},
         {"role":"user","content":[{"type":"tool_result","tool_use_id":"t",
         "content":[{"type":"text","text":"found"}]},{"type":"text","text":"Go on."}]}""";

    JsonNode first = object(caller.post(PATH, request.formatted("")));
    JsonNode second = object(caller.post(PATH, request.formatted(after)));

    assertThat(first.at("/content/0/name").asString()).isEqualTo("look");
    assertThat(first.at("/content/0/input/at").asInt()).isEqualTo(1);
    assertThat(first.path("stop_reason").asString()).isEqualTo("tool_use");
    assertThat(second.at("/content/0/text").asString())
        .contains("A tool returned: \"found\"", "instructed: \"Be brief.\"");
  }

  @Test
  void usageCanBeGivenAsItIs() throws Exception {
    String script = "{\"content\":\"x\",\"usage\":{\"output_tokens\":0,\"odd\":true}}";

    assertThat(object(scripted(script, PATH, WHOLE)).path("usage").toString())
        .isEqualTo("{\"output_tokens\":0,\"odd\":true}");
    assertThat(events(scripted(script, PATH, STREAM)).stream().map(event -> event.toString()))
        .filteredOn(event -> event.contains("\"odd\":true"))
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|The body",
        "[]|The body",
        "{\"max_tokens\":1}|model: ",
        "{\"model\":\"m\"}|max_tokens: ",
        "{\"model\":\"m\",\"max_tokens\":0}|max_tokens: ",
        "{\"model\":\"m\",\"max_tokens\":1}|messages: ",
        "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"ghost\"}]}|messages: "
      })
  void aBadRequestGetsTheErrorObject(String body, String begins) throws Exception {
    HttpResponse<String> response = caller.post(PATH, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .startsWith(
            "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\""
                + begins);
  }

  @Test
  void modelsAreListedAsAnthropicDoes() throws Exception {
    JsonNode models =
        json.readTree(
            caller.call("GET", "/v1/models", "", "anthropic-version", "2023-06-01").body());

    assertThat(models.at("/data/0/type").asString()).isEqualTo("model");
    assertThat(models.path("has_more").asBoolean()).isFalse();
  }
}
