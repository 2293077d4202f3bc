package dev.signalbox.cost.kafka;

import static dev.signalbox.cost.ledger.UsageFixtures.anyUsage;
import static dev.signalbox.cost.ledger.UsageFixtures.recorded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Of what a provider gives away nothing is given twice, and nothing to nobody. */
@ServiceIntegrationTest
class FreeQuotasIntegrationTests {

  private static final String TEAM = "searchers";

  @Autowired ServiceClient client;
  @Autowired UsageEvents usageEvents;

  @Test
  void replicasShareWhatIsFreeAndChargeTheRest() throws Exception {
    Answer override =
        client.post(
            "/api/v1/prices/overrides",
            """
            {"team": "%s", "provider": "anthropic", "model": "quota-model",
             "price": {"usd_per_million": {"input_uncached": "1", "output_visible": "1"},
                       "usd_per_thousand": {"web_searches": "10"},
                       "free": [{"bucket": "web_searches", "quantity": 25, "each": "day"}]}}
            """
                .formatted(TEAM));
    assertThat(override.status()).isEqualTo(201);
    String conversation = IdKind.CONVERSATION.next();
    List<Callable<Void>> replicas = new ArrayList<>();
    List<Event> all = new ArrayList<>();
    for (int number = 0; number < 10; number++) {
      String attempt = IdKind.ATTEMPT.next();
      // Each attempt is told of by two events, and takes its share once.
      for (int event = 0; event < 2; event++) {
        Event usage = recorded(searches(attempt), conversation);
        all.add(usage);
        replicas.add(
            () -> {
              usageEvents.take(List.of(usage));
              return null;
            });
      }
    }

    // And by batches, in whatever order.
    for (int batch = 0; batch < 2; batch++) {
      Collections.shuffle(all, new Random(batch));
      List<Event> together = List.copyOf(all);
      replicas.add(
          2 * batch,
          () -> {
            usageEvents.take(together);
            return null;
          });
    }

    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Void> replica : threads.invokeAll(replicas)) {
        replica.get();
      }
    }

    List<JsonNode> entries =
        client
            .get("/api/v1/usage?conversation_id=" + conversation)
            .json()
            .path("data")
            .valueStream()
            .toList();
    assertThat(entries).hasSize(10);
    // 40 searches, of which 25 are free.
    assertThat(
            entries.stream()
                .map(entry -> new BigDecimal(entry.path("other_cost").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo("0.15");
    assertThat(
            entries.stream()
                .map(entry -> new BigDecimal(entry.path("cost_usd").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo("0.15015");
    client.delete(String.valueOf(override.header("Location")));
  }

  private static ObjectNode searches(String attempt) {
    ObjectNode usage = anyUsage(attempt).put("team", TEAM).put("provider", "anthropic");
    usage.put("model", "quota-model").put("api_flavor", "default");
    usage.set(
        "provider_usage",
        JsonMapper.shared()
            .readTree(
                """
                {"input_tokens": 10, "output_tokens": 5,
                 "server_tool_use": {"web_search_requests": 4}}
                """));
    return usage;
  }
}
