package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an answer says that it cost is what the ledger has. */
class AnswerCostIntegrationTests {
  private static final String COST = "X-Signalbox-Cost-Usd";

  private final PlatformApi api = Platform.running().api();

  @Test
  void theHeaderIsTheEntry() {
    HttpResponse<String> answer = ask(false);

    assertThat(entry(answer).path("cost_usd").asString())
        .isEqualTo(answer.headers().firstValue(COST).orElseThrow());
  }

  @Test
  void theCostInTheLastUsageOfAStreamIsTheEntry() {
    HttpResponse<String> answer = ask(true);

    assertThat(new BigDecimal(entry(answer).path("cost_usd").asString()))
        .isPositive()
        .isEqualByComparingTo(told(answer).orElseThrow());
  }

  /** A service that has just started may be too slow to tell in time. */
  private HttpResponse<String> ask(boolean stream) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> answer(stream),
            answer -> stream ? told(answer).isPresent() : answer.headers().map().containsKey(COST));
  }

  private HttpResponse<String> answer(boolean stream) {
    return PlatformApi.send(
        HttpRequest.newBuilder(URI.create(api.base() + "/v1/chat/completions"))
            .header("Authorization", "Bearer " + api.key())
            .header("Content-Type", "application/json")
            .header("X-Signalbox-Usage-Cost", "true")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"model": "openai/gpt-4o-mini", "stream": %s,
                     "messages": [{"role": "user", "content": "What does this cost?"}]}
                    """
                        .formatted(stream)))
            .build());
  }

  private static Optional<BigDecimal> told(HttpResponse<String> answer) {
    return answer
        .body()
        .lines()
        .filter(line -> line.contains("\"cost\":"))
        .map(line -> line.replaceAll(".*\"cost\":([0-9.]+).*", "$1"))
        .map(BigDecimal::new)
        .findFirst();
  }

  private JsonNode entry(HttpResponse<String> answer) {
    String attempt = answer.headers().firstValue("X-Signalbox-Attempt-Id").orElseThrow();
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                api.read("/api/v1/usage?limit=200")
                    .path("data")
                    .valueStream()
                    .filter(entry -> entry.path("attempt_id").asString().equals(attempt))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }
}
