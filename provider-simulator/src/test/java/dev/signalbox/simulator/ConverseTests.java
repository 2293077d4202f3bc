package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ConverseTests extends SimulatorTest {

  private static final String WHOLE = "/model/anthropic.claude-v1%3A0/converse";
  private static final String STREAM = WHOLE + "-stream";
  private static final String BODY =
      "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}";

  @Test
  void aStreamIsFramedToTheByte() throws Exception {
    HttpResponse<byte[]> response = caller.bytes(STREAM, BODY, "X-Simulator-Script", RICH);

    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/vnd.amazon.eventstream");
    assertThat(response.headers().firstValue("x-amzn-requestid")).isPresent();
    assertThat(
            EventStream.messages(response.body()).stream()
                .map(EventStream::read)
                .collect(Collectors.joining("\n", "", "\n")))
        .isEqualTo(golden("bedrock.stream"));
  }

  @Test
  void aMessageIsExact() throws Exception {
    byte[] stream = caller.bytes(STREAM, BODY, "X-Simulator-Script", GREETING).body();

    // Lengths of all and of the headers, their checksum; headers by length, name, type 7, length,
    // value; the payload; the checksum of it all.
    assertThat(HexFormat.of().formatHex(EventStream.messages(stream).get(3)))
        .isEqualTo(
            "000000c20000005674ff9013"
                + "0b3a6576656e742d74797065070010636f6e74656e74426c6f636b53746f70"
                + "0d3a636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e"
                + "0d3a6d6573736167652d747970650700056576656e74"
                + "7b22636f6e74656e74426c6f636b496e646578223a302c2270223a22"
                + "6162636465666768696a6b6c6d6e6f707172737475767778797a"
                + "4142434445464748494a4b4c4d4e4f505152535455565758595a30313233343536373839"
                + "227d"
                + "1e95d501");
  }

  @Test
  void aWholeAnswerIsExact() throws Exception {
    HttpResponse<String> response = scripted(RICH, WHOLE, BODY);

    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body() + '\n').isEqualTo(golden("bedrock.whole"));
  }

  @ParameterizedTest
  @CsvSource({
    "/model/anthropic.claude-v1%3A0/converse,anthropic.claude-v1:0",
    "/model/arn%3Aaws%3Abedrock%3Aeu%3A1%3Ainference-profile%2Fnova/converse,"
        + "arn:aws:bedrock:eu:1:inference-profile/nova"
  })
  void theDefaultAnswerSaysThatItIsSimulated(String path, String model) throws Exception {
    JsonNode answer = object(caller.post(path, BODY));

    assertThat(answer.at("/output/message/content/0/text").asString())
        .contains("simulated", model, "You asked: \"Hi\"");
    assertThat(answer.path("stopReason").asString()).isEqualTo("end_turn");
  }

  @Test
  void aStreamTellsOfCachesOnlyWhenTheyWereUsed() throws Exception {
    byte[] stream = caller.bytes(STREAM, BODY, "X-Simulator-Script", GREETING).body();

    assertThat(EventStream.read(EventStream.messages(stream).getLast()))
        .endsWith(
            "\"usage\":{\"inputTokens\":7,\"outputTokens\":2,\"serverToolUsage\":{},"
                + "\"totalTokens\":9}}");
    assertThat(scripted(GREETING, WHOLE, BODY).body()).contains("\"cacheReadInputTokens\":0");
  }

  @Test
  void signaturesAreRecorded() throws Exception {
    String signature = "AWS4-HMAC-SHA256 Credential=id/20260101/eu/bedrock/aws4_request";

    caller.post(WHOLE, BODY, "Authorization", signature, "X-Amz-Date", "20260101T000000Z");

    RecordedRequest last = server.requests().getLast();
    assertThat(last.target()).isEqualTo(WHOLE);
    assertThat(last.headers())
        .containsEntry("authorization", List.of(signature))
        .containsEntry("x-amz-date", List.of("20260101T000000Z"));
  }

  @Test
  void endingsAreTold() throws Exception {
    assertThat(stopReason(GREETING, "\"maxTokens\":1")).isEqualTo("max_tokens");
    assertThat(stopReason(GREETING, "\"stopSequences\":[\"th\"]")).isEqualTo("stop_sequence");
    assertThat(stopReason("{\"refusal\":\"No.\"}", "")).isEqualTo("content_filtered");
    assertThat(stopReason("{\"finish_reason\":\"guardrail_intervened\"}", ""))
        .isEqualTo("guardrail_intervened");
  }

  private String stopReason(String script, String config) throws Exception {
    String body = BODY.replace("{\"messages\"", "{\"inferenceConfig\":{%s},\"messages\"");
    return object(scripted(script, WHOLE, body.formatted(config))).path("stopReason").asString();
  }

  @Test
  void aToolIsCalledOnce() throws Exception {
    String request =
        """
        {"system":[{"text":"Be brief."}],
         "toolConfig":{"tools":[{"toolSpec":{"name":"look","inputSchema":{"json":{}}}}]},"messages":[
         {"role":"user","content":[{"text":"[[tool:look {\\"at\\":1}]]"}]}%s]}""";
    String after =
        """
        ,{"role":"assistant","content":[{"toolUse":{"toolUseId":"t","name":"look","input":{"at":1}}}]},
         {"role":"user","content":[{"toolResult":{"toolUseId":"t","content":[{"json":{"found":1}}]}}]}""";

    JsonNode first = object(caller.post(WHOLE, request.formatted("")));
    JsonNode second = object(caller.post(WHOLE, request.formatted(after)));

    assertThat(first.at("/output/message/content/0/toolUse/input").toString())
        .isEqualTo("{\"at\":1}");
    assertThat(first.path("stopReason").asString()).isEqualTo("tool_use");
    assertThat(second.at("/output/message/content/0/text").asString())
        .contains("A tool returned: \"{\"found\":1}\"", "instructed: \"Be brief.\"");
  }

  @Test
  void rawBytesAreSentAsTheyAre() throws Exception {
    String script =
        """
        {"raw":{"content_type":"application/vnd.amazon.eventstream","body_base64":"AAH/"}}""";

    assertThat(caller.bytes(STREAM, BODY, "X-Simulator-Script", script).body())
        .containsExactly(0, 1, 0xFF);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|validationException",
        "424|modelStreamErrorException",
        "429|throttlingException",
        "500|internalServerException",
        "503|serviceUnavailableException"
      })
  void everyExceptionOfAStreamHasItsName(int status, String name) throws Exception {
    byte[] stream =
        caller.bytes(STREAM, BODY, "X-Simulator-Fault", "error-after-0-" + status).body();

    assertThat(EventStream.messages(stream).stream().map(EventStream::read))
        .singleElement()
        .asString()
        .startsWith("{:exception-type=" + name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|not JSON",
        "[]|JSON object",
        "{}|must start with a user message",
        "{\"messages\":[{\"role\":\"ghost\"}]}|must be user or assistant",
        "{\"messages\":[{\"role\":\"user\"}],\"inferenceConfig\":{\"maxTokens\":0}}|maxTokens"
      })
  void aBadRequestIsAValidationException(String body, String said) throws Exception {
    HttpResponse<String> response = caller.post(WHOLE, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("x-amzn-errortype").orElseThrow())
        .startsWith("ValidationException:");
    assertThat(object(response).path("message").asString()).contains(said);
  }
}
