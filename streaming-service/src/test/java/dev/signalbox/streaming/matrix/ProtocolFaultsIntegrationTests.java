package dev.signalbox.streaming.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.StreamingServiceTest;
import dev.signalbox.streaming.attempt.WireProtocols;
import dev.signalbox.streaming.wire.Protocol;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What providers do wrong, in each protocol. All of it is asked side by side, since much of it is
 * waiting.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProtocolFaultsIntegrationTests extends StreamingServiceTest {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final List<String> EARLY =
      List.of(
          "500",
          "529",
          "429-retry-after-30",
          "401",
          "hang",
          "hang-after-0",
          "slow-headers-20000",
          "cut-after-0",
          "malformed-after-0",
          "error-after-0",
          "error-inside",
          "wrong-content-type",
          "gzip-bomb");

  private static final List<String> IN_THE_MIDDLE =
      List.of("hang-after-40", "cut-after-40", "malformed-after-40", "error-after-40");

  @Autowired private WireProtocols protocols;

  private final String second = scripted("{\"content\":\"from the second\"}");
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Asked, Future<HttpResponse<byte[]>>> answers = new HashMap<>();

  /** A request, and what goes wrong at the first provider. */
  private record Asked(Protocol protocol, boolean stream, String fault) {
    boolean silent() {
      return fault.startsWith("hang") || fault.startsWith("slow");
    }
  }

  /** Outside a stream nobody can tell silence from work, but by the deadline. */
  static Stream<Asked> early() {
    return Stream.concat(asked(true, EARLY), asked(false, EARLY))
        .filter(asked -> asked.stream() || !asked.silent());
  }

  static Stream<Asked> inTheMiddle() {
    return asked(true, IN_THE_MIDDLE);
  }

  private static Stream<Asked> asked(boolean stream, List<String> faults) {
    return Stream.of(Protocol.values())
        .flatMap(protocol -> faults.stream().map(fault -> new Asked(protocol, stream, fault)));
  }

  @BeforeAll
  void askAll() {
    Stream.concat(early(), inTheMiddle())
        .forEach(asked -> answers.put(asked, clients.submit(() -> ask(asked))));
  }

  @AfterAll
  void close() {
    clients.shutdownNow();
  }

  @ParameterizedTest
  @MethodSource("early")
  void beforeTheFirstOutputTheNextModelAnswers(Asked asked) throws Exception {
    HttpResponse<byte[]> response = answer(asked);

    assertThat(response.statusCode()).as(() -> text(response)).isEqualTo(200);
    ReadAnswer answer =
        ReadAnswer.of(protocols.of(asked.protocol()), response.body(), asked.stream());
    assertThat(answer.text()).isEqualTo("from the second");
    assertThat(answer.failed()).isFalse();
    assertThat(statuses(response))
        .containsExactly(asked.silent() ? "timed_out" : "provider_error", "completed");
  }

  @ParameterizedTest
  @MethodSource("inTheMiddle")
  void afterTheFirstOutputTheStreamFailsAndNothingIsTriedAgain(Asked asked) throws Exception {
    HttpResponse<byte[]> response = answer(asked);

    assertThat(response.statusCode()).as(() -> text(response)).isEqualTo(200);
    ReadAnswer answer = ReadAnswer.of(protocols.of(asked.protocol()), response.body(), true);
    assertThat(answer.text()).startsWith("word ");
    assertThat(answer.failed()).as(() -> text(response)).isTrue();
    assertThat(answer.stopReason()).isNull();
    assertThat(statuses(response)).containsExactly(asked.silent() ? "timed_out" : "provider_error");
  }

  private HttpResponse<byte[]> answer(Asked asked) throws Exception {
    return Objects.requireNonNull(answers.get(asked)).get();
  }

  private List<String> statuses(HttpResponse<byte[]> response) {
    String requestId = response.headers().firstValue("X-Request-Id").orElseThrow();
    return attempts(requestId).stream().map(attempt -> attempt.path("status").asString()).toList();
  }

  /** At a pace: if all of it and the fault come at once, the fault may be seen first. */
  private HttpResponse<byte[]> ask(Asked asked) throws IOException, InterruptedException {
    Protocol protocol = asked.protocol();
    String first =
        scripted(
            "{\"content\":\"word \",\"repeat\":60,\"tokens_per_second\":100,\"fault\":\""
                + asked.fault()
                + "\"}");
    String model = provider(protocol) + '/' + first;
    return HTTP.send(
        client
            .with("X-Signalbox-Fallback-Models", provider(protocol) + '/' + second)
            .request(ClientBodies.path(protocol, model, asked.stream()))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    ClientBodies.question(protocol, model, asked.stream())))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
