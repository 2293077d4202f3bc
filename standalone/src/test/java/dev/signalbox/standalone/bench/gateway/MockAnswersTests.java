package dev.signalbox.standalone.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MockAnswersTests {

  private static final Pattern EVENT = Pattern.compile("echo 'data: (\\{.*?)\\\\n';");

  private final MockAnswers answers = new MockAnswers(350);

  @Test
  void everyUpstreamHasAnAddressAndAsManyFramesAsItSays() {
    String configuration = new NginxConfiguration(Path.of("/here"), 1).mock(Path.of("/m"), answers);

    for (Upstream upstream : Upstream.values()) {
      String from = "location = " + upstream.path() + "/chat/completions {";
      assertThat(configuration).contains(from);
      String location = configuration.substring(configuration.indexOf(from));
      location = location.substring(0, location.indexOf("\nlocation"));
      assertThat(location.split("@\\$msec", -1)).hasSize(answers.frames(upstream) + 1);
      assertThat(upstream.streams()).isEqualTo(answers.frames(upstream) > 0);
      assertThat(location.contains("[DONE]")).isEqualTo(upstream.streams());
    }
    assertThat(answers.frames(Upstream.HELD)).isEqualTo(350);
  }

  @Test
  void itsEventsAreChunksWithUsageInTheLast() {
    JsonNode last =
        EVENT
            .matcher(answers.locations())
            .results()
            .map(event -> JsonMapper.shared().readTree(event.group(1)))
            .reduce(
                (before, chunk) -> {
                  assertThat(chunk.path("object").asString()).isEqualTo("chat.completion.chunk");
                  return chunk;
                })
            .orElseThrow();

    assertThat(last.path("choices").size()).isZero();
    assertThat(last.at("/usage/completion_tokens").isInt()).isTrue();
  }

  @Test
  void itsTokensAreUnderstood() {
    FrameAudit audit = new FrameAudit(MockAnswers.BURST_TOKENS, new FrameAudit.Timing());
    EVENT
        .matcher(answers.locations())
        .results()
        .limit(MockAnswers.BURST_TOKENS + 1)
        .map(event -> "data: " + event.group(1).replace("$msec", "1764373412.123") + "\n\n")
        .forEach(event -> audit.accept(bytes(event), 1, 1_764_373_412_123L));

    assertThat(audit.counts().faultless()).isTrue();
  }

  @Test
  void aQuestionIsOneRequestWithValidJson() {
    Question question =
        new Question("/v1/chat/completions", "instant/mock", true, Map.of("Authorization", "me"));
    String request = StandardCharsets.UTF_8.decode(question.request("127.0.0.1:7")).toString();
    int end = request.indexOf("\r\n\r\n") + 4;

    assertThat(request)
        .startsWith("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:7\r\n")
        .contains("\r\nAuthorization: me\r\n")
        .contains("\r\nContent-Length: " + (request.length() - end) + "\r\n");
    JsonNode body = JsonMapper.shared().readTree(request.substring(end));
    assertThat(body.path("model").asString()).isEqualTo("instant/mock");
    assertThat(body.path("stream").asBoolean()).isTrue();
    assertThat(body.at("/messages/0/content").asString()).isNotBlank();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
