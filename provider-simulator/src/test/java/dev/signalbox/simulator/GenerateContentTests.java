package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GenerateContentTests extends SimulatorTest {

  private static final String WHOLE = "/v1beta/models/gemini-pro:generateContent";
  private static final String EVENTS = "/v1beta/models/gemini-pro:streamGenerateContent?alt=sse";
  private static final String ARRAY = "/v1beta/models/gemini-pro:streamGenerateContent";
  private static final String BODY = "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]}";

  @Test
  void aStreamOfEventsIsFramedToTheByte() throws Exception {
    HttpResponse<String> response = scripted(RICH, EVENTS, BODY);

    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(response.body()).isEqualTo(golden("gemini.events").replace("\n", "\r\n"));
  }

  @Test
  void aStreamWithoutEventsIsAnArray() throws Exception {
    HttpResponse<String> response = scripted(RICH, ARRAY, BODY);

    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/json; charset=UTF-8");
    assertThat(response.body()).isEqualTo(golden("gemini.array").replace("\n,\n", "\n,\r\n"));
    assertThat(json.readTree(response.body()).size()).isEqualTo(7);
  }

  @Test
  void aWholeAnswerIsExact() throws Exception {
    HttpResponse<String> response = scripted(RICH, WHOLE, BODY);

    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/json; charset=UTF-8");
    assertThat(response.body()).isEqualTo(golden("gemini.whole"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        WHOLE,
        "/v1/models/gemini-pro:generateContent",
        "/v1/projects/p/locations/l/publishers/google/models/gemini-pro:generateContent"
      })
  void theDefaultAnswerSaysThatItIsSimulated(String path) throws Exception {
    JsonNode candidate = object(caller.post(path, BODY)).at("/candidates/0");

    assertThat(candidate.at("/content/parts/0/text").asString())
        .contains("simulated", "gemini-pro", "You asked: \"Hi\"");
    assertThat(candidate.path("finishReason").asString()).isEqualTo("STOP");
  }

  @Test
  void keysAreRecorded() throws Exception {
    caller.post(WHOLE + "?key=in-query", BODY, "x-goog-api-key", "in-header");

    RecordedRequest last = server.requests().getLast();
    assertThat(last.target()).isEqualTo(WHOLE + "?key=in-query");
    assertThat(last.headers()).containsEntry("x-goog-api-key", List.of("in-header"));
  }

  @Test
  void limitsStopsAndCandidatesAreKept() throws Exception {
    JsonNode cut = configured("\"maxOutputTokens\":1");
    JsonNode stopped = configured("\"stopSequences\":[\"there\"]");
    JsonNode two = configured("\"candidateCount\":2");

    assertThat(cut.at("/candidates/0/content/parts/0/text").asString()).isEqualTo("Hello");
    assertThat(cut.at("/candidates/0/finishReason").asString()).isEqualTo("MAX_TOKENS");
    assertThat(stopped.at("/candidates/0/content/parts/0/text").asString()).isEqualTo("Hello ");
    assertThat(two.path("candidates").size()).isEqualTo(2);
    assertThat(two.at("/usageMetadata/candidatesTokenCount").asInt()).isEqualTo(4);
  }

  private JsonNode configured(String config) throws Exception {
    String body = BODY.replace("{\"contents\"", "{\"generationConfig\":{%s},\"contents\"");
    return object(scripted(GREETING, WHOLE, body.formatted(config)));
  }

  @Test
  void aRefusalEndsForSafety() throws Exception {
    JsonNode candidate = object(scripted("{\"refusal\":\"No.\"}", WHOLE, BODY)).at("/candidates/0");

    assertThat(candidate.at("/content/parts/0/text").asString()).isEqualTo("No.");
    assertThat(candidate.path("finishReason").asString()).isEqualTo("SAFETY");
  }

  @Test
  void aSignatureEndsThoughtWithoutCalls() throws Exception {
    String script = "{\"content\":\"x\",\"reasoning\":\"y\"}";

    List<JsonNode> events = events(scripted(script, EVENTS, BODY));

    assertThat(events.getLast().at("/candidates/0/content/parts/0/thoughtSignature").asString())
        .isNotBlank();
  }

  @Test
  void aFunctionIsCalledOnce() throws Exception {
    String request =
        """
        {"system_instruction":{"parts":[{"text":"Be brief."}]},
         "tools":[{"functionDeclarations":[{"name":"look"}]}],"contents":[
         {"role":"user","parts":[{"text":"[[tool:look {\\"at\\":1}]]"}]}%s]}""";
    String after =
        """
        ,{"role":"model","parts":[{"functionCall":{"name":"look","args":{"at":1}}}]},
         {"role":"user","parts":[{"functionResponse":{"name":"look","response":{"result":"found"}}}]}""";

    JsonNode first = object(caller.post(WHOLE, request.formatted("")));
    JsonNode second = object(caller.post(WHOLE, request.formatted(after)));

    assertThat(first.at("/candidates/0/content/parts/0/functionCall").toString())
        .isEqualTo("{\"name\":\"look\",\"args\":{\"at\":1}}");
    assertThat(second.at("/candidates/0/content/parts/0/text").asString())
        .contains("A tool returned: \"found\"", "instructed: \"Be brief.\"");
  }

  @Test
  void usageCanBeGivenAsItIs() throws Exception {
    String script = "{\"content\":\"x\",\"usage\":{\"odd\":true}}";

    assertThat(object(scripted(script, WHOLE, BODY)).path("usageMetadata").toString())
        .isEqualTo("{\"odd\":true}");
  }

  @Test
  void theModelInThePathAsksForAFault() throws Exception {
    assertThat(caller.post("/v1beta/models/gemini-fault-503:generateContent", BODY).statusCode())
        .isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|not JSON",
        "[]|JSON object",
        "{}|GenerateContentRequest.contents",
        "{\"contents\":[{\"role\":\"ghost\"}]}|GenerateContentRequest.contents",
        "{\"contents\":[{}],\"generationConfig\":{\"maxOutputTokens\":0}}|max_output_tokens",
        "{\"contents\":[{}],\"generationConfig\":{\"candidateCount\":9}}|candidate_count"
      })
  void aBadRequestGetsTheErrorObject(String body, String said) throws Exception {
    HttpResponse<String> response = caller.post(WHOLE, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(object(response).at("/error/status").asString()).isEqualTo("INVALID_ARGUMENT");
    assertThat(object(response).at("/error/message").asString()).contains(said);
  }

  @ParameterizedTest
  @CsvSource({"/v1beta/models,Accept,*/*", "/v1/models,x-goog-api-key,key"})
  void modelsAreListedAsGoogleDoes(String path, String header, String value) throws Exception {
    JsonNode models = json.readTree(caller.call("GET", path, "", header, value).body());

    assertThat(models.at("/models/0/name").asString()).isEqualTo("models/echo");
  }
}
