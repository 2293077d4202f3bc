package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ChatCompletionsTests extends SimulatorTest {

  @BeforeAll
  void scripts() {
    server.script("greeting", "{\"content\":\"Hello there\"}");
  }

  @Test
  void theDefaultAnswerSaysThatItIsSimulatedAndRestatesTheRequest() throws Exception {
    HttpResponse<String> response = caller.chat(Caller.QUESTION);

    JsonNode answer = json.readTree(response.body());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.path("object").asString()).isEqualTo("chat.completion");
    assertThat(answer.path("choices").path(0).path("message").path("content").asString())
        .contains("simulated", "gpt-4", "You asked: \"Hi\"");
    assertThat(answer.path("choices").path(0).path("finish_reason").asString()).isEqualTo("stop");
    assertThat(answer.path("usage").path("total_tokens").asInt())
        .isEqualTo(
            answer.path("usage").path("prompt_tokens").asInt()
                + answer.path("usage").path("completion_tokens").asInt());
  }

  @Test
  void theSameRequestGetsTheSameAnswer() throws Exception {
    JsonNode first = json.readTree(caller.chat(Caller.QUESTION).body());
    JsonNode second = json.readTree(caller.chat(Caller.QUESTION).body());

    assertThat(second.get("id")).isEqualTo(first.get("id"));
    assertThat(second.get("choices")).isEqualTo(first.get("choices"));
    assertThat(second.get("usage")).isEqualTo(first.get("usage"));
  }

  @Test
  void aStreamIsFramedToTheByte() throws Exception {
    HttpResponse<String> response = caller.script("greeting", Caller.STREAM_WITH_USAGE);

    String head =
        json.readTree(Caller.data(response).getFirst()).path("created").asString("")
            + ",\"model\":\"gpt-4\",\"service_tier\":\"default\",\"system_fingerprint\":\"fp_simulator\",";
    String id = json.readTree(Caller.data(response).getFirst()).path("id").asString();
    String prefix =
        "data: {\"id\":\"%s\",\"object\":\"chat.completion.chunk\",\"created\":%s"
            .formatted(id, head);
    String rest = ",\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}\n\n";
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/event-stream; charset=utf-8");
    assertThat(response.body())
        .isEqualTo(
            prefix
                + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}"
                + rest
                + prefix
                + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"}"
                + rest
                + prefix
                + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\" there\"}"
                + rest
                + prefix
                + "\"choices\":[{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":null}\n\n"
                + prefix
                + "\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2,\"total_tokens\":9,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0},"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":0,\"audio_tokens\":0,"
                + "\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}}}\n\n"
                + "data: [DONE]\n\n");
  }

  @Test
  void usageIsLeftOutOfAStreamThatDidNotAsk() throws Exception {
    HttpResponse<String> response = caller.script("greeting", Caller.STREAM);

    assertThat(response.body()).doesNotContain("usage").endsWith("data: [DONE]\n\n");
  }

  @Test
  void toolCallsStreamTheirArguments() throws Exception {
    HttpResponse<String> response =
        caller.script(
            "{\"tool_calls\":[{\"name\":\"read_file\",\"arguments\":{\"path\":\"pom.xml\"}}]}",
            Caller.STREAM);

    List<JsonNode> calls =
        Caller.data(response).stream()
            .filter(data -> data.contains("tool_calls\":["))
            .map(data -> json.readTree(data).at("/choices/0/delta/tool_calls/0"))
            .toList();
    StringBuilder arguments = new StringBuilder();
    calls.forEach(call -> arguments.append(call.at("/function/arguments").asString("")));
    assertThat(calls.getFirst().at("/function/name").asString()).isEqualTo("read_file");
    assertThat(calls.getFirst().path("id").asString()).startsWith("call_");
    assertThat(arguments).hasToString("{\"path\":\"pom.xml\"}");
    assertThat(response.body()).contains("\"finish_reason\":\"tool_calls\"");
  }

  @Test
  void aMarkerAsksForAToolOnlyOnce() throws Exception {
    String tools = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"}}]}";
    String user = "{\"role\":\"user\",\"content\":\"[[tool:look {\\\"at\\\":1}]] please\"}";
    String call =
        "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\","
            + "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]}";
    String result = "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"found it\"}";

    JsonNode first =
        json.readTree(caller.chat("{\"model\":\"m\",\"messages\":[" + user + "]" + tools).body());
    JsonNode second =
        json.readTree(
            caller
                .chat(
                    "{\"model\":\"m\",\"messages\":["
                        + String.join(",", user, call, result)
                        + "]"
                        + tools)
                .body());

    assertThat(first.at("/choices/0/finish_reason").asString()).isEqualTo("tool_calls");
    assertThat(first.at("/choices/0/message/tool_calls/0/function/arguments").asString())
        .isEqualTo("{\"at\":1}");
    assertThat(second.at("/choices/0/message/content").asString())
        .contains("A tool returned: \"found it\"");
  }

  @Test
  void limitsAndStopsAreKept() throws Exception {
    String limited = Caller.QUESTION.replace("\"messages\"", "\"max_tokens\":2,\"messages\"");
    String stopped = Caller.QUESTION.replace("\"messages\"", "\"stop\":\"there\",\"messages\"");

    JsonNode cut = json.readTree(caller.script("{\"content\":\"a b c d\"}", limited).body());
    JsonNode stop = json.readTree(caller.script("greeting", stopped).body());

    assertThat(cut.at("/choices/0/message/content").asString()).isEqualTo("a b");
    assertThat(cut.at("/choices/0/finish_reason").asString()).isEqualTo("length");
    assertThat(cut.at("/usage/completion_tokens").asInt()).isEqualTo(2);
    assertThat(stop.at("/choices/0/message/content").asString()).isEqualTo("Hello ");
  }

  @Test
  void aRefusalStandsBesideTheContent() throws Exception {
    JsonNode message =
        json.readTree(caller.script("{\"refusal\":\"No.\"}", Caller.QUESTION).body())
            .at("/choices/0/message");
    HttpResponse<String> stream = caller.script("{\"refusal\":\"No.\"}", Caller.STREAM);

    assertThat(message.path("refusal").asString()).isEqualTo("No.");
    assertThat(message.path("content").isNull()).isTrue();
    assertThat(stream.body())
        .contains("\"delta\":{\"refusal\":\"No.\"}", "\"finish_reason\":\"stop\"");
  }

  @Test
  void cachedAndReasoningTokensArePartOfTheCounts() throws Exception {
    String script =
        "{\"content\":\"x\",\"tokens\":{\"input\":5,\"cache_read\":3,\"cache_write_5m\":2,"
            + "\"output\":4,\"reasoning\":1}}";

    JsonNode usage = json.readTree(caller.script(script, Caller.QUESTION).body()).path("usage");

    assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(10);
    assertThat(usage.at("/prompt_tokens_details/cached_tokens").asInt()).isEqualTo(3);
    assertThat(usage.at("/prompt_tokens_details/cache_write_tokens").asInt()).isEqualTo(2);
    assertThat(usage.path("completion_tokens").asInt()).isEqualTo(5);
    assertThat(usage.at("/completion_tokens_details/reasoning_tokens").asInt()).isEqualTo(1);
    assertThat(usage.path("total_tokens").asInt()).isEqualTo(15);
  }

  @Test
  void aCallCanHaveItsIdAndItsPieces() throws Exception {
    HttpResponse<String> response =
        caller.script(
            "{\"tool_calls\":[{\"name\":\"look\",\"id\":\"c1\",\"chunks\":[\"{\\\"a\",\"\\\":1}\"]}]}",
            Caller.STREAM);

    assertThat(response.body())
        .contains(
            "{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":\"\"}}",
            "{\"index\":0,\"function\":{\"arguments\":\"{\\\"a\"}}",
            "{\"index\":0,\"function\":{\"arguments\":\"\\\":1}\"}}");
  }

  @Test
  void aRawAnswerHasItsOwnHeaders() throws Exception {
    String raw =
        "{\"raw\":{\"status\":429,\"content_type\":\"application/json\","
            + "\"headers\":{\"X-Limit\":\"7\"},\"body\":\"{}\"}}";

    HttpResponse<String> response = caller.script(raw, Caller.QUESTION);

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("X-Limit")).contains("7");
  }

  @Test
  void aScriptCanSendRawBytes() throws Exception {
    String raw = "{\"raw\":{\"body\":\": hi\\r\\ndata: {\\\"x\\\" : 1}\\r\\n\\r\\n\"}}";

    assertThat(caller.script(raw, Caller.STREAM).body())
        .isEqualTo(": hi\r\ndata: {\"x\" : 1}\r\n\r\n");
  }

  @Test
  void modelsAreListed() throws Exception {
    JsonNode models = json.readTree(caller.call("GET", "/v1/models", "").body());

    assertThat(models.path("object").asString()).isEqualTo("list");
    assertThat(models.at("/data/0/object").asString()).isEqualTo("model");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|null",
        "[]|null",
        "{\"messages\":[]}|\"model\"",
        "{\"model\":\"m\"}|\"messages\"",
        "{\"model\":\"m\",\"messages\":[]}|\"messages\"",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"ghost\"}]}|\"messages\""
      })
  void aBadRequestGetsTheErrorObject(String body, String param) throws Exception {
    HttpResponse<String> response = caller.chat(body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("\"type\":\"invalid_request_error\"", "\"param\":" + param);
  }
}
