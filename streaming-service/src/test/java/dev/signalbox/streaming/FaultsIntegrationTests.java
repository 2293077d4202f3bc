package dev.signalbox.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIntegrationTests extends StreamingServiceTest {

  private static final String FALLBACKS = "X-Signalbox-Fallback-Models";
  private static final List<String> BEFORE_THE_FIRST_TOKEN =
      List.of(
          "429-retry-after-30",
          "500",
          "503",
          "401",
          "404",
          "hang",
          "hang-after-1",
          "cut-after-0",
          "cut-after-1",
          "malformed-after-0",
          "malformed-after-1",
          "error-after-1",
          "error-inside",
          "wrong-content-type",
          "slow-headers-20000");
  private static final String INTER_TOKEN = "hang-after-40";
  private static final String SHORT_RETRY = "429-retry-after-1";

  private final SideBySide asked = new SideBySide();
  private final String model = newModel();
  private final String fallback = scripted("{\"content\":\"from the second\"}");

  /** What waits for a limit does so while the others do. */
  @BeforeAll
  void askWhatTakesLong() {
    for (String fault : BEFORE_THE_FIRST_TOKEN) {
      asked.ask(
          "before " + fault,
          () ->
              client
                  .with(FALLBACKS, "groq/" + fallback)
                  .post(CHAT, stream("openai/" + model + "-fault-" + fault)));
    }
    asked.ask("after " + INTER_TOKEN, () -> failingLater(INTER_TOKEN));
    asked.ask(
        "alone hang", () -> client.post(CHAT, stream("openai/" + model + "-alone-fault-hang")));
    SIMULATOR.fault(model + "-short", SHORT_RETRY, 1);
    asked.ask(SHORT_RETRY, () -> client.post(CHAT, whole("openai/" + model + "-short")));
    asked.ask(
        "deadline",
        () -> within(2_500).post(CHAT, whole("openai/" + model + "-deadline-fault-hang")));
    String endless = scripted("{\"content\":\"word \",\"repeat\":100000,\"tokens_per_second\":50}");
    asked.ask("deadline in stream", () -> within(5_000).post(CHAT, stream("openai/" + endless)));
  }

  @AfterAll
  void close() {
    asked.close();
  }

  private ServiceClient within(long millis) {
    return client.with("X-Request-Deadline", Long.toString(System.currentTimeMillis() + millis));
  }

  private Answer failingLater(String fault) {
    // At a pace: if all of it and the fault come at once, the fault may be seen before any token.
    String failing =
        scripted(
            "{\"content\":\"word \",\"repeat\":100,\"tokens_per_second\":100,\"fault\":\""
                + fault
                + "\"}");
    return client.with(FALLBACKS, "groq/" + newModel()).post(CHAT, stream("openai/" + failing));
  }

  @ParameterizedTest
  @FieldSource("BEFORE_THE_FIRST_TOKEN")
  void beforeTheFirstTokenTheNextModelAnswers(String fault) {
    Answer answer = asked.answer("before " + fault);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\" second\"").endsWith("data: [DONE]\n\n");
    assertThat(answer.header("X-Signalbox-Model")).isEqualTo("groq/" + fallback);
    assertThat(answer.header("X-Signalbox-Passed-Over"))
        .startsWith("openai/" + model + "-fault-" + fault + "=");
    List<JsonNode> attempts = attempts(requestId(answer));
    assertThat(attempts).hasSize(2);
    assertThat(attempts.getFirst().path("status").asString())
        .isEqualTo(
            fault.startsWith("hang") || fault.startsWith("slow") ? "timed_out" : "provider_error");
    assertThat(attempts.getFirst().path("usage_source").asString()).isEqualTo("estimated");
    assertThat(attempts.getLast().path("status").asString()).isEqualTo("completed");
  }

  @Test
  void failedAttemptsAreToldLikeThoseThatFollowThem() {
    Set<String> ids =
        BEFORE_THE_FIRST_TOKEN.stream()
            .map(fault -> attempts(requestId(asked.answer("before " + fault))))
            .flatMap(List::stream)
            .map(attempt -> attempt.path("attempt_id").asString())
            .collect(Collectors.toSet());

    assertThat(ids).hasSize(2 * BEFORE_THE_FIRST_TOKEN.size());
    await()
        .untilAsserted(
            () ->
                assertThat(recorded.all(Topics.USAGE))
                    .filteredOn(event -> event.type().equals("signalbox.usage.recorded.v1"))
                    .extracting(event -> event.data().path("attempt_id").asString())
                    .containsAll(ids));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"500", "cut-after-0", "malformed-after-0", "error-inside", "wrong-content-type"})
  void outsideAStreamTheNextModelAnswersToo(String fault) {
    Answer answer =
        client
            .with(FALLBACKS, "groq/" + newModel())
            .post(CHAT, whole("openai/" + newModel() + "-fault-" + fault));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("object").asString()).isEqualTo("chat.completion");
    assertThat(attempts(requestId(answer))).hasSize(2);
  }

  @Test
  void nobodyListeningIsAFailedAttemptLikeAnother() {
    Answer answer =
        client.with(FALLBACKS, "groq/" + newModel()).post(CHAT, whole("mistral/any-model"));

    assertThat(answer.status()).isEqualTo(200);
    JsonNode first = attempts(requestId(answer)).getFirst();
    assertThat(first.path("error_code").asString()).isEqualTo("provider_unreachable");
    assertThat(first.path("buckets").path("input_uncached").asInt(0)).isZero();
  }

  @Test
  void aModelWithoutAKeyIsPassedOver() {
    Answer answer =
        client.with(FALLBACKS, "groq/" + newModel()).post(CHAT, whole("claude-3-5-sonnet"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("X-Signalbox-Passed-Over"))
        .isEqualTo("anthropic/claude-3-5-sonnet=no_provider_key");
    assertThat(attempts(requestId(answer))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "cut-after-40, provider_cut_off",
    "malformed-after-40, provider_malformed_answer",
    "error-after-40, provider_error",
    "hang-after-40, inter_token_timeout"
  })
  void afterTheFirstTokenTheStreamEndsWithAnErrorAndNothingIsTriedAgain(String fault, String code) {
    Answer answer =
        fault.equals(INTER_TOKEN) ? asked.answer("after " + fault) : failingLater(fault);

    assertThat(answer.status()).isEqualTo(200);
    List<String> data = answer.body().lines().filter(line -> line.startsWith("data: ")).toList();
    assertThat(data.getLast()).startsWith("data: {\"error\":{").contains("\"code\":\"" + code);
    assertThat(answer.body()).doesNotContain("[DONE]").endsWith("\n\n");
    List<JsonNode> attempts = attempts(requestId(answer));
    assertThat(attempts).hasSize(1);
    assertThat(attempts.getFirst().path("error_code").asString()).isEqualTo(code);
    assertThat(attempts.getFirst().at("/buckets/output_visible").asInt()).isPositive();
    assertThat(attempts.getFirst().at("/buckets/input_uncached").asInt()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "500, 502, provider_error",
    "503, 503, provider_overloaded",
    "401, 502, provider_refused_credentials",
    "hang, 504, first_token_timeout",
    "cut-after-0, 502, provider_cut_off",
    "error-inside, 502, provider_error"
  })
  void whenNobodyIsLeftTheClientGetsAStatus(String fault, int status, String code) {
    Answer answer =
        fault.equals("hang")
            ? asked.answer("alone hang")
            : client.post(CHAT, stream("openai/" + newModel() + "-fault-" + fault));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(error(answer, "code")).isEqualTo(code);
    assertThat(answer.json().path("error").has("message")).isTrue();
    assertThat(answer.body()).doesNotContain("sk-openai-test");
    assertThat(answer.header("X-Signalbox-Passed-Over")).startsWith("openai/").endsWith("=" + code);
  }

  @Test
  void tooManyRequestsAreTheClientsToWaitOut() {
    Answer answer = client.post(CHAT, stream("openai/" + newModel() + "-fault-429-retry-after-30"));

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isEqualTo("30");
    assertThat(error(answer, "code")).isEqualTo("rate_limit_exceeded");
    assertThat(attempts(requestId(answer))).hasSize(1);
  }

  @Test
  void aShortRetryAfterIsWaitedOut() {
    Answer answer = asked.answer(SHORT_RETRY);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(attempts(requestId(answer)))
        .extracting(attempt -> attempt.path("status").asString())
        .containsExactly("provider_error", "completed");
  }

  @Test
  void theRequestsOwnFaultIsNotTriedElsewhere() {
    Answer answer =
        client
            .with(FALLBACKS, "groq/" + newModel())
            .post(CHAT, whole("openai/" + newModel() + "-fault-422"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(error(answer, "message")).contains("simulated");
    assertThat(attempts(requestId(answer))).hasSize(1);
  }

  @Test
  void missingUsageIsEstimatedAndSaysSo() {
    Answer answer = client.post(CHAT, stream("openai/" + newModel() + "-fault-no-usage"));

    JsonNode attempt = attempts(requestId(answer)).getFirst();
    assertThat(attempt.path("status").asString()).isEqualTo("completed");
    assertThat(attempt.path("usage_source").asString()).isEqualTo("estimated");
    assertThat(attempt.path("provider_usage").isNull()).isTrue();
    assertThat(attempt.at("/buckets/output_visible").asInt()).isPositive();
  }

  @Test
  void aTrickleArrivesWhole() {
    String slow = scripted("{\"content\":\"a b\",\"fault\":\"trickle-0\"}");

    assertThat(client.post(CHAT, stream("openai/" + slow)).body()).endsWith("data: [DONE]\n\n");
  }

  @Test
  void anEndlessLineIsCapped() {
    String endless =
        scripted("{\"chunks\":[\"start\",\"" + "x".repeat(100_000) + "\"],\"content\":\"\"}");

    Answer answer = client.post(CHAT, stream("openai/" + endless));

    assertThat(answer.body())
        .contains("start", "provider_answer_too_long", "longer than 32768 bytes")
        .doesNotContain("[DONE]");
  }

  @Test
  void theDeadlineEndsARequest() {
    Answer answer = asked.answer("deadline");

    assertThat(answer.status()).isEqualTo(504);
    assertThat(error(answer, "code")).isEqualTo("deadline_exceeded");
    assertThat(attempts(requestId(answer)).getFirst().path("status").asString())
        .isEqualTo("timed_out");
  }

  @Test
  void theDeadlineEndsAStreamThatNeverFallsSilent() {
    Answer answer = asked.answer("deadline in stream");

    assertThat(answer.body()).contains("word", "deadline_exceeded").doesNotContain("[DONE]");
    JsonNode attempt = attempts(requestId(answer)).getFirst();
    assertThat(attempt.path("status").asString()).isEqualTo("timed_out");
    assertThat(attempt.at("/buckets/output_visible").asInt()).isPositive();
  }

  @Test
  void aModelThatKeepsFailingIsLeftAloneForAWhile() {
    String name = newModel();
    String failing = "openai/" + name;
    SIMULATOR.fault(name, "500", 5);
    for (int failure = 0; failure < 5; failure++) {
      assertThat(client.post(CHAT, whole(failing)).status()).isEqualTo(502);
    }

    Answer open = client.post(CHAT, whole(failing));
    assertThat(open.status()).isEqualTo(503);
    assertThat(error(open, "code")).isEqualTo("provider_unavailable");
    assertThat(attempts(requestId(open))).isEmpty();
    assertThat(askedFor(name)).hasSize(5);
    await()
        .untilAsserted(() -> assertThat(client.post(CHAT, whole(failing)).status()).isEqualTo(200));
  }
}
