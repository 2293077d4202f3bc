package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A hard budget, from the administrator who sets it to the caller whom it stops. */
class BudgetIntegrationTests {
  private static final long LIMIT = 6_000;

  private final PlatformApi api = Platform.running().api();
  private final String tag = "tag-" + UUID.randomUUID();

  @Test
  void aBudgetHoldsAgainstParallelRequestsAndActsSoonAfterItChanges() throws Exception {
    JsonNode budget = PlatformApi.json(api.post("/api/v1/budgets", budget(LIMIT)), 201);
    String path = "/api/v1/budgets/" + budget.path("budget_id").asString();
    try {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  ask().statusCode() == 200
                      && !standing(path).path("granted").asString().equals("0"));

      List<HttpResponse<String>> answers = new ArrayList<>();
      Callable<HttpResponse<String>> request = this::ask;
      try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
        for (Future<HttpResponse<String>> answer :
            clients.invokeAll(Stream.generate(() -> request).limit(100).toList())) {
          answers.add(answer.get());
        }
      }

      assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 429);
      assertThat(answers).extracting(HttpResponse::statusCode).contains(200, 429);
      assertThat(answers)
          .filteredOn(answer -> answer.statusCode() == 429)
          .allSatisfy(answer -> assertThat(answer.body()).contains("budget_exhausted"));
      await("something is settled")
          .atMost(Duration.ofSeconds(30))
          .until(() -> standing(path).path("spent").longValue() > 0);
      JsonNode proof = api.read(path + "/proof");
      assertThat(proof.path("agrees").asBoolean()).as(proof.toString()).isTrue();
      assertThat(proof.path("within_limit").asBoolean()).as(proof.toString()).isTrue();

      JsonNode raised = PlatformApi.json(api.replace(path, budget(100 * LIMIT)), 200);
      assertThat(raised.path("revision").intValue()).isEqualTo(2);
      await().atMost(Duration.ofSeconds(20)).until(() -> ask().statusCode() == 200);
    } finally {
      api.delete(path);
    }
  }

  private JsonNode standing(String path) {
    return api.read(path).path("standing");
  }

  private HttpResponse<String> ask() {
    return PlatformApi.send(
        HttpRequest.newBuilder(URI.create(api.base() + "/v1/chat/completions"))
            .header("Authorization", "Bearer " + api.key())
            .header("Content-Type", "application/json")
            .header("X-Signalbox-Tags", tag)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"model": "openai/gpt-4o-mini", "max_tokens": 50,
                     "messages": [{"role": "user", "content": "Hello there"}]}
                    """))
            .build());
  }

  private String budget(long limit) {
    return """
    {"name": "a tag", "scope": {"kind": "tag", "value": "%s"}, "unit": "tokens", "limit": %d,
     "period": {"kind": "total"}}
    """
        .formatted(tag, limit);
  }
}
