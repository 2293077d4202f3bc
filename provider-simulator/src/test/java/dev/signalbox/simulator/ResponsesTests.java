package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ResponsesTests extends SimulatorTest {

  private static final String PATH = "/v1/responses";
  private static final String WHOLE = "{\"model\":\"gpt-5\",\"input\":\"Hi\"}";
  private static final String STREAM = "{\"model\":\"gpt-5\",\"input\":\"Hi\",\"stream\":true}";

  @Test
  void aStreamIsFramedToTheByte() throws Exception {
    HttpResponse<String> response = scripted(RICH, PATH, STREAM);

    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/event-stream; charset=utf-8");
    assertThat(timeless(response.body())).isEqualTo(golden("responses.stream"));
  }

  @Test
  void aWholeAnswerIsExact() throws Exception {
    HttpResponse<String> response = scripted(RICH, PATH, WHOLE);

    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(timeless(response.body()) + '\n').isEqualTo(golden("responses.whole"));
  }

  private static String timeless(String body) {
    return body.replaceAll("\"created_at\":\\d+", "\"created_at\":1234567890");
  }

  @Test
  void theDefaultAnswerSaysThatItIsSimulated() throws Exception {
    JsonNode response = object(caller.post(PATH, WHOLE));

    assertThat(response.at("/output/0/content/0/text").asString())
        .contains("simulated", "gpt-5", "You asked: \"Hi\"");
    assertThat(response.path("status").asString()).isEqualTo("completed");
  }

  @Test
  void theResponseIsThereBeforeItsFirstToken() throws Exception {
    String script = "{\"content\":\"x\",\"first_token_delay_ms\":600000}";
    HttpResponse<InputStream> response =
        caller
            .client()
            .send(
                caller.to(PATH, STREAM, "X-Simulator-Script", script),
                HttpResponse.BodyHandlers.ofInputStream());

    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.lines().filter(line -> line.startsWith("event: ")).limit(2))
          .containsExactly("event: response.created", "event: response.in_progress");
    }
  }

  @Test
  void aLimitLeavesTheResponseIncomplete() throws Exception {
    String limited = STREAM.replace("\"stream\"", "\"max_output_tokens\":1,\"stream\"");

    JsonNode last = events(scripted(GREETING, PATH, limited)).getLast();

    assertThat(last.path("type").asString()).isEqualTo("response.incomplete");
    assertThat(last.at("/response/status").asString()).isEqualTo("incomplete");
    assertThat(last.at("/response/incomplete_details/reason").asString())
        .isEqualTo("max_output_tokens");
    assertThat(last.at("/response/output/0/status").asString()).isEqualTo("incomplete");
    assertThat(last.at("/response/output/0/content/0/text").asString()).isEqualTo("Hello");
  }

  @Test
  void aFilterLeavesTheResponseIncomplete() throws Exception {
    JsonNode response =
        object(scripted("{\"content\":\"x\",\"finish_reason\":\"content_filter\"}", PATH, WHOLE));

    assertThat(response.at("/incomplete_details/reason").asString()).isEqualTo("content_filter");
  }

  @Test
  void aRefusalIsAPartOfItsOwn() throws Exception {
    String script = "{\"content\":\"Well.\",\"refusal\":\"I will not\"}";

    List<JsonNode> events = events(scripted(script, PATH, STREAM));

    assertThat(events.stream().map(event -> event.path("type").asString()))
        .containsSubsequence(
            "response.output_text.done",
            "response.content_part.added",
            "response.refusal.delta",
            "response.refusal.delta",
            "response.refusal.delta",
            "response.refusal.done",
            "response.content_part.done",
            "response.completed");
    assertThat(events.getLast().at("/response/output/0/content/1").toString())
        .isEqualTo("{\"type\":\"refusal\",\"refusal\":\"I will not\"}");
    assertThat(events)
        .filteredOn(event -> event.path("type").asString().startsWith("response.refusal"))
        .allSatisfy(event -> assertThat(event.path("content_index").asInt()).isEqualTo(1));
  }

  @Test
  void paddingCanBeLeftOut() throws Exception {
    String plain =
        STREAM.replace(
            "\"stream\"", "\"stream_options\":{\"include_obfuscation\":false},\"stream\"");

    assertThat(scripted(GREETING, PATH, STREAM).body()).contains("obfuscation");
    assertThat(scripted(GREETING, PATH, plain).body()).doesNotContain("obfuscation");
  }

  @Test
  void encryptedReasoningComesWhenItIsIncluded() throws Exception {
    String included =
        WHOLE.replace("\"input\"", "\"include\":[\"reasoning.encrypted_content\"],\"input\"");

    JsonNode reasoning = object(scripted(RICH, PATH, included)).at("/output/0");

    assertThat(reasoning.path("type").asString()).isEqualTo("reasoning");
    assertThat(reasoning.path("encrypted_content").asString()).isNotBlank();
  }

  @Test
  void theResponseRepeatsTheRequest() throws Exception {
    String request =
        """
        {"model":"m","input":[{"role":"user","content":[{"type":"input_text","text":"Hi"}]}],
         "instructions":"Be brief.","temperature":0.5,"metadata":{"a":"b"},"tool_choice":"none",
         "tools":[{"type":"function","name":"look","parameters":{}}],"reasoning":{"effort":"low"}}""";

    JsonNode response = object(caller.post(PATH, request));

    assertThat(response.path("instructions").asString()).isEqualTo("Be brief.");
    assertThat(response.path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(response.at("/metadata/a").asString()).isEqualTo("b");
    assertThat(response.at("/tools/0/name").asString()).isEqualTo("look");
    assertThat(response.at("/reasoning/effort").asString()).isEqualTo("low");
    assertThat(response.at("/output/0/content/0/text").asString())
        .contains("You asked: \"Hi\"", "instructed: \"Be brief.\"")
        .doesNotContain("look");
  }

  @Test
  void aToolIsCalledOnce() throws Exception {
    String tools = ",\"tools\":[{\"type\":\"function\",\"name\":\"look\"}]}";
    String user = "{\"role\":\"user\",\"content\":\"[[tool:look {\\\"at\\\":1}]]\"}";
    String call = "{\"type\":\"function_call\",\"call_id\":\"c\",\"arguments\":\"{}\"}";
    String result = "{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"found\"}";

    JsonNode first = object(caller.post(PATH, input(user) + tools));
    JsonNode second = object(caller.post(PATH, input(user, call, result) + tools));
    JsonNode script =
        object(scripted("[{\"content\":\"a\"},{\"content\":\"b\"}]", PATH, input(result) + '}'));

    assertThat(first.at("/output/0/name").asString()).isEqualTo("look");
    assertThat(first.at("/output/0/arguments").asString()).isEqualTo("{\"at\":1}");
    assertThat(second.at("/output/0/content/0/text").asString())
        .contains("A tool returned: \"found\"");
    // After previous_response_id only the results are sent.
    assertThat(script.at("/output/0/content/0/text").asString()).isEqualTo("b");
  }

  private static String input(String... items) {
    return "{\"model\":\"m\",\"input\":[" + String.join(",", items) + ']';
  }

  @Test
  void usageCanBeGivenAsItIs() throws Exception {
    String script = "{\"content\":\"x\",\"usage\":{\"input_tokens\":1,\"odd\":true}}";

    assertThat(object(scripted(script, PATH, WHOLE)).path("usage").toString())
        .isEqualTo("{\"input_tokens\":1,\"odd\":true}");
    assertThat(events(scripted(script, PATH, STREAM)).getLast().at("/response/usage").toString())
        .isEqualTo("{\"input_tokens\":1,\"odd\":true}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|null",
        "[]|null",
        "{\"input\":\"Hi\"}|\"model\"",
        "{\"model\":\"m\"}|\"input\"",
        "{\"model\":\"m\",\"input\":[]}|\"input\"",
        "{\"model\":\"m\",\"input\":[{\"role\":\"ghost\"}]}|\"input\"",
        "{\"model\":\"m\",\"input\":\"x\",\"max_output_tokens\":0}|\"max_output_tokens\""
      })
  void aBadRequestGetsTheErrorObject(String body, String param) throws Exception {
    HttpResponse<String> response = caller.post(PATH, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("\"type\":\"invalid_request_error\"", "\"param\":" + param);
  }
}
