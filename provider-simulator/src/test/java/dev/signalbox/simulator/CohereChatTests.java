package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CohereChatTests extends SimulatorTest {

  private static final String PATH = "/v2/chat";
  private static final String WHOLE =
      "{\"model\":\"command\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
  private static final String STREAM =
      WHOLE.replace("\"messages\"", "\"stream\":true,\"messages\"");

  @Test
  void aStreamIsFramedToTheByte() throws Exception {
    HttpResponse<String> response = scripted(RICH, PATH, STREAM);

    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(response.body()).isEqualTo(golden("cohere.stream"));
  }

  @Test
  void aWholeAnswerIsExact() throws Exception {
    HttpResponse<String> response = scripted(RICH, PATH, WHOLE);

    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body() + '\n').isEqualTo(golden("cohere.whole"));
  }

  @Test
  void textWithoutToolsIsContent() throws Exception {
    List<JsonNode> events =
        events(scripted("{\"content\":\"x\",\"reasoning\":\"y\"}", PATH, STREAM));

    assertThat(events.stream().map(event -> event.path("type").asString()))
        .containsExactly(
            "message-start",
            "content-start",
            "content-delta",
            "content-end",
            "content-start",
            "content-delta",
            "content-end",
            "message-end");
    assertThat(events.get(5).toString())
        .isEqualTo(
            "{\"type\":\"content-delta\",\"index\":1,"
                + "\"delta\":{\"message\":{\"content\":{\"text\":\"x\"}}}}");
  }

  @Test
  void theDefaultAnswerSaysThatItIsSimulated() throws Exception {
    JsonNode chat = object(caller.post(PATH, WHOLE, "Authorization", "Bearer key"));

    assertThat(chat.at("/message/content/0/text").asString())
        .contains("simulated", "command", "You asked: \"Hi\"");
    assertThat(chat.path("finish_reason").asString()).isEqualTo("COMPLETE");
  }

  @Test
  void endingsAreTold() throws Exception {
    String limited = WHOLE.replace("\"messages\"", "\"max_tokens\":1,\"messages\"");
    String stopping = WHOLE.replace("\"messages\"", "\"stop_sequences\":[\"th\"],\"messages\"");

    assertThat(finish(GREETING, limited)).isEqualTo("MAX_TOKENS");
    assertThat(finish(GREETING, stopping)).isEqualTo("STOP_SEQUENCE");
    assertThat(finish("{\"refusal\":\"No.\"}", WHOLE)).isEqualTo("COMPLETE");
    assertThat(finish("{\"finish_reason\":\"content_filter\"}", WHOLE)).isEqualTo("ERROR");
    assertThat(finish("{\"finish_reason\":\"TIMEOUT\"}", WHOLE)).isEqualTo("TIMEOUT");
  }

  private String finish(String script, String body) throws Exception {
    return object(scripted(script, PATH, body)).path("finish_reason").asString();
  }

  @Test
  void aToolIsCalledOnce() throws Exception {
    String request =
        """
        {"model":"m","tools":[{"type":"function","function":{"name":"look"}}],"messages":[
         {"role":"system","content":"Be brief."},
         {"role":"user","content":[{"type":"text","text":"[[tool:look {\\"at\\":1}]]"}]}%s]}""";
    String after =
        """
        ,{"role":"assistant","tool_plan":"I will look.","tool_calls":[{"id":"c","type":"function",
         "function":{"name":"look","arguments":"{}"}}]},
         {"role":"tool","tool_call_id":"c","content":[{"type":"document","document":{"data":"found"}}]}""";

    JsonNode first = object(caller.post(PATH, request.formatted("")));
    JsonNode second = object(caller.post(PATH, request.formatted(after)));

    assertThat(first.at("/message/tool_calls/0/function").toString())
        .isEqualTo("{\"name\":\"look\",\"arguments\":\"{\\\"at\\\":1}\"}");
    assertThat(first.path("finish_reason").asString()).isEqualTo("TOOL_CALL");
    assertThat(second.at("/message/content/0/text").asString())
        .contains("A tool returned: \"found\"", "instructed: \"Be brief.\"");
  }

  @Test
  void usageCanBeGivenAsItIs() throws Exception {
    String script = "{\"content\":\"x\",\"usage\":{\"odd\":true}}";

    assertThat(object(scripted(script, PATH, WHOLE)).path("usage").toString())
        .isEqualTo("{\"odd\":true}");
    assertThat(events(scripted(script, PATH, STREAM)).getLast().at("/delta/usage").toString())
        .isEqualTo("{\"odd\":true}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|not JSON",
        "[]|JSON object",
        "{\"messages\":[]}|model is required",
        "{\"model\":\"m\"}|messages must not be empty",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"ghost\"}]}|role must be one of",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}],\"max_tokens\":0}|max_tokens must be"
      })
  void aBadRequestGetsTheErrorObject(String body, String said) throws Exception {
    HttpResponse<String> response = caller.post(PATH, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(object(response).path("message").asString()).contains(said);
  }
}
