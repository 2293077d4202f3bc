package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What providers do wrong, in each protocol, as a client of the gateway sees it. It is asked side
 * by side, since much of it is waiting.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderFaultsIntegrationTests {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  /** What goes wrong before anything is put out, and the status that it comes to. */
  private static final Map<String, Integer> EARLY =
      Map.of(
          "500", 502,
          "503", 503,
          "429-retry-after-30", 429,
          "hang", 504,
          "slow-headers-30000", 504,
          "cut-after-0", 502,
          "malformed-after-0", 502,
          "wrong-content-type", 502,
          "error-inside", 502,
          "gzip-bomb", 502);

  private static final List<String> IN_THE_MIDDLE =
      List.of("cut-after-40", "malformed-after-40", "error-after-40", "hang-after-40");

  private static final List<String> HARMLESS = List.of("slow-headers-500", "trickle-headers-2");

  private final Platform platform = Platform.running();
  private final PlatformApi api = platform.api().as("operator");
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Asked, Future<HttpResponse<String>>> answers = new HashMap<>();
  private long gateway;
  private long streaming;

  /** A request, and what goes wrong at its provider. */
  private record Asked(WireProtocol protocol, boolean stream, String fault) {
    boolean silent() {
      return fault.startsWith("hang") || fault.equals("slow-headers-30000");
    }
  }

  static Stream<Asked> early() {
    return Stream.of(true, false).flatMap(stream -> asked(stream, EARLY.keySet()));
  }

  static Stream<Asked> inTheMiddle() {
    return asked(true, IN_THE_MIDDLE);
  }

  static Stream<Asked> harmless() {
    return asked(true, HARMLESS);
  }

  private static Stream<Asked> asked(boolean stream, Collection<String> faults) {
    return Stream.of(WireProtocol.values())
        .flatMap(protocol -> faults.stream().map(fault -> new Asked(protocol, stream, fault)));
  }

  @BeforeAll
  void askAll() throws Exception {
    gateway = pid("gateway-service");
    streaming = pid("streaming-service");
    List<Asked> all =
        Stream.of(early(), inTheMiddle(), harmless()).flatMap(those -> those).toList();
    askThose(all.stream().filter(asked -> !asked.silent()).toList());
    // A deadline is for waiting only once nothing else is waited for.
    for (Future<HttpResponse<String>> answer : answers.values()) {
      answer.get();
    }
    askThose(all.stream().filter(Asked::silent).toList());
  }

  private void askThose(List<Asked> all) {
    all.forEach(asked -> answers.put(asked, clients.submit(() -> ask(asked))));
  }

  @AfterAll
  void close() {
    clients.shutdownNow();
  }

  @ParameterizedTest
  @MethodSource("early")
  void beforeTheFirstOutputItIsAStatusAndAnErrorOfTheProtocol(Asked asked) throws Exception {
    HttpResponse<String> answer = answer(asked);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(EARLY.get(asked.fault()));
    JsonNode error = JsonMapper.shared().readTree(answer.body());
    assertThat(error.at(asked.protocol().message()).asString("")).as(answer.body()).isNotBlank();
    if (answer.statusCode() == 429) {
      assertThat(answer.headers().firstValue("Retry-After")).contains("30");
    }
    assertThat(onlyAttempt(answer).path("status").asString())
        .isIn(asked.silent() ? List.of("timed_out", "client_gone") : List.of("provider_error"));
  }

  @ParameterizedTest
  @MethodSource("inTheMiddle")
  void afterTheFirstOutputTheStreamEndsAsItsProtocolEndsInFailure(Asked asked) throws Exception {
    HttpResponse<String> answer = answer(asked);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("word");
    assertThat(asked.protocol().failed(answer.body())).as(answer.body()).isTrue();
    assertThat(asked.protocol().completed(answer.body())).as(answer.body()).isFalse();
    JsonNode attempt = onlyAttempt(answer);
    assertThat(attempt.path("status").asString())
        .isEqualTo(asked.silent() ? "timed_out" : "provider_error");
    assertThat(attempt.at("/buckets/output_visible").asInt()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void aProviderThatIsOnlySlowIsWaitedFor(Asked asked) throws Exception {
    HttpResponse<String> answer = answer(asked);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(asked.protocol().completed(answer.body())).as(answer.body()).isTrue();
    assertThat(asked.protocol().failed(answer.body())).as(answer.body()).isFalse();
    assertThat(onlyAttempt(answer).path("status").asString()).isEqualTo("completed");
  }

  @Test
  void noneOfItEndsAProcess() throws Exception {
    for (Future<HttpResponse<String>> answer : answers.values()) {
      answer.get();
    }

    assertThat(pid("gateway-service")).isEqualTo(gateway);
    assertThat(pid("streaming-service")).isEqualTo(streaming);
  }

  private HttpResponse<String> answer(Asked asked) throws Exception {
    return Objects.requireNonNull(answers.get(asked)).get();
  }

  private HttpResponse<String> ask(Asked asked) {
    // A model of its own, so that no other fault is held against it.
    String model = "simulator/fault-" + UUID.randomUUID();
    Duration patience = asked.silent() ? DEADLINE : Duration.ofSeconds(60);
    return PlatformApi.send(
        HttpRequest.newBuilder(
                URI.create(api.base() + asked.protocol().path(model, asked.stream())))
            .header("Authorization", "Bearer " + api.key())
            .header("Content-Type", "application/json")
            .header(
                "X-Request-Deadline", Long.toString(Instant.now().plus(patience).toEpochMilli()))
            .header("X-Simulator-Script", script(asked.fault()))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    asked.protocol().request(model, asked.stream())))
            .build());
  }

  /** At a pace: if all of it and the fault come at once, the fault may be seen first. */
  private static String script(String fault) {
    return "{\"content\":\"word \",\"repeat\":60,\"tokens_per_second\":100,\"fault\":\"%s\"}"
        .formatted(fault);
  }

  private JsonNode onlyAttempt(HttpResponse<String> answer) {
    String request = answer.headers().firstValue("X-Request-Id").orElseThrow();
    JsonNode attempts =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> api.read("/api/v1/attempts?request_id=" + request).path("data"),
                data -> !data.at("/0/status").asString("running").equals("running"));
    assertThat(attempts).hasSize(1);
    return attempts.get(0);
  }

  private long pid(String part) {
    return platform.part(part).path("pid").asLong();
  }
}
