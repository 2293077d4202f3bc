package dev.signalbox.streaming.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.RecordedRequest;
import dev.signalbox.streaming.StreamingServiceTest;
import dev.signalbox.streaming.attempt.WireProtocols;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.StopReason;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The same conversation in each of six protocols, answered by providers of each of six, streamed
 * and not: what was asked arrives, and what was answered comes back.
 */
class ProtocolMatrixIntegrationTests extends StreamingServiceTest {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Autowired private WireProtocols protocols;

  static Stream<Arguments> pairs() {
    return Arrays.stream(Protocol.values())
        .flatMap(in -> Arrays.stream(Protocol.values()).map(out -> Arguments.of(in, out)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void textComesThrough(Protocol in, Protocol out) throws Exception {
    String model =
        scripted(
            "{\"content\":\"It is 21 °C, says the wetter.\",\"tokens\":{\"input\":40,\"output\":9}}");
    for (boolean stream : List.of(false, true)) {
      HttpResponse<byte[]> response = ask(in, out, model, stream, false);

      assertThat(response.statusCode()).as(() -> text(response)).isEqualTo(200);
      ReadAnswer answer = ReadAnswer.of(protocols.of(in), response.body(), stream);
      assertThat(answer.text()).isEqualTo("It is 21 °C, says the wetter.");
      assertThat(answer.stopReason()).isEqualTo(StopReason.END);
      // A chat client that did not ask for usage in a stream gets none.
      TokenBuckets usage = in == Protocol.OPENAI_CHAT && stream ? null : TokenBuckets.of(40, 9);
      assertThat(answer.usage()).isEqualTo(usage);
    }
    assertThat(arrived(model)).hasSize(2).allSatisfy(asked -> sawTheQuestion(out, asked));
  }

  private void sawTheQuestion(Protocol out, RecordedRequest asked) {
    assertThat(asked.body())
        .contains(ClientBodies.INSTRUCTION)
        .contains(ClientBodies.QUESTION)
        .contains("200")
        .contains("0.5");
    assertThat(AskedRequest.of(protocols.of(out), asked))
        .isEqualTo(
            List.of(
                "SYSTEM: " + ClientBodies.INSTRUCTION,
                "USER: " + ClientBodies.QUESTION,
                "max 200, temperature 0.5"));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void toolsAreCalledSideBySide(Protocol in, Protocol out) throws Exception {
    String model =
        scripted(
            "{\"tool_calls\":[{\"name\":\"weather\",\"arguments\":{\"city\":\"Bern\"}},{\"name\":\"weather\",\"arguments\":{\"city\":\"Genève\"}}]}");
    for (boolean stream : List.of(false, true)) {
      HttpResponse<byte[]> response = ask(in, out, model, stream, true);

      assertThat(response.statusCode()).as(() -> text(response)).isEqualTo(200);
      ReadAnswer answer = ReadAnswer.of(protocols.of(in), response.body(), stream);
      assertThat(answer.calls())
          .containsExactly("weather{\"city\":\"Bern\"}", "weather{\"city\":\"Genève\"}");
      assertThat(answer.stopReason()).isEqualTo(StopReason.TOOL_CALLS);
    }
    assertThat(arrived(model))
        .hasSize(2)
        .allSatisfy(
            asked ->
                assertThat(AskedRequest.of(protocols.of(out), asked))
                    .isEqualTo(
                        List.of(
                            "USER: And Oslo?",
                            "ASSISTANT: weather{\"city\":\"Oslo\"}",
                            "TOOL: weather=" + ClientBodies.EARLIER_RESULT,
                            "USER: " + ClientBodies.QUESTION + " image/png:" + ClientBodies.IMAGE,
                            "tool weather: Tells it [city]",
                            "max 200, temperature null")));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void refusalsAreErrorsOfTheClientsProtocol(Protocol in, Protocol out) throws Exception {
    String model = scripted("{\"fault\":\"429-retry-after-none\"}");

    HttpResponse<byte[]> response = ask(in, out, model, true, false);

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(protocols.of(in).errorMessage(response.body())).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void anAnswerThatBreaksOffIsNeverComplete(Protocol in, Protocol out) throws Exception {
    String model =
        scripted(
            "{\"content\":\"one two three four five six seven eight\",\"tokens_per_second\":100,\"fault\":\"cut-after-8\"}");

    HttpResponse<byte[]> response = ask(in, out, model, true, false);

    assertThat(response.statusCode()).isEqualTo(200);
    ReadAnswer answer = ReadAnswer.of(protocols.of(in), response.body(), true);
    assertThat(answer.text()).startsWith("one");
    assertThat(answer.failed()).as(() -> text(response)).isTrue();
    assertThat(answer.stopReason()).isNull();
  }

  private HttpResponse<byte[]> ask(
      Protocol in, Protocol out, String model, boolean stream, boolean conversation)
      throws IOException, InterruptedException {
    String name = provider(out) + '/' + model;
    String body =
        conversation
            ? ClientBodies.conversation(in, name, stream)
            : ClientBodies.question(in, name, stream);
    return HTTP.send(
        client
            .request(ClientBodies.path(in, name, stream))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static List<RecordedRequest> arrived(String model) {
    return SIMULATOR.requests().stream()
        .filter(asked -> asked.body().contains(model) || asked.target().contains(model))
        .toList();
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
