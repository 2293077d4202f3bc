package dev.signalbox.streaming.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.streaming.StreamingServiceTest;
import dev.signalbox.streaming.attempt.WireProtocols;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.StopReason;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * Providers as somebody else understands their protocols: relayed to a client of the same protocol,
 * and translated for one of another.
 */
class AimockIntegrationTests extends StreamingServiceTest {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static Aimock aimock;

  @Autowired private WireProtocols protocols;

  @BeforeAll
  static void start() throws Exception {
    aimock = Aimock.listening(anotherMaker().getPort());
  }

  @AfterAll
  static void stop() {
    aimock.close();
  }

  static Stream<Arguments> clientsAndProviders() {
    List<Protocol> all = List.of(Protocol.values());
    return all.stream()
        .flatMap(
            provider ->
                Stream.of(
                    Arguments.of(provider, provider),
                    Arguments.of(all.get((all.indexOf(provider) + 1) % all.size()), provider)));
  }

  @ParameterizedTest
  @MethodSource("clientsAndProviders")
  void textComesThroughAndIsCounted(Protocol in, Protocol out) throws Exception {
    for (boolean stream : List.of(false, true)) {
      String requestId = IdKind.REQUEST.next();
      ReadAnswer answer =
          ask(in, requestId, model(out), ClientBodies.question(in, model(out), stream), stream);

      assertThat(answer.text()).isEqualTo("It is 21 °C, says the wetter.");
      assertThat(answer.stopReason()).isEqualTo(StopReason.END);
      JsonNode attempt = attempts(requestId).getFirst();
      assertThat(attempt.path("usage_source").asString()).isEqualTo("provider");
      assertThat(attempt.at("/buckets/input_uncached").asInt()).isEqualTo(40);
      assertThat(attempt.at("/buckets/output_visible").asInt()).isEqualTo(9);
      boolean hidden = in == Protocol.OPENAI_CHAT && stream;
      assertThat(answer.usage()).isEqualTo(hidden ? null : TokenBuckets.of(40, 9));
    }
  }

  @ParameterizedTest
  @MethodSource("clientsAndProviders")
  void toolsAreCalled(Protocol in, Protocol out) throws Exception {
    for (boolean stream : List.of(false, true)) {
      String body =
          ClientBodies.conversation(in, model(out), stream)
              .replace(ClientBodies.QUESTION, "Two calls, please.");
      ReadAnswer answer = ask(in, IdKind.REQUEST.next(), model(out), body, stream);

      assertThat(answer.calls())
          .containsExactly("weather{\"city\":\"Bern\"}", "weather{\"city\":\"Genève\"}");
      assertThat(answer.stopReason()).isEqualTo(StopReason.TOOL_CALLS);
    }
  }

  private static String model(Protocol out) {
    return provider(out) + OF_ANOTHER_MAKER + "/any-model";
  }

  private ReadAnswer ask(Protocol in, String requestId, String model, String body, boolean stream)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        HTTP.send(
            asking(requestId)
                .request(ClientBodies.path(in, model, stream))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.statusCode()).as(text).isEqualTo(200);
    return ReadAnswer.of(protocols.of(in), response.body(), stream);
  }
}
