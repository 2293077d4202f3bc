package dev.signalbox.cost.web;

import static dev.signalbox.cost.ledger.UsageFixtures.anyUsage;
import static dev.signalbox.cost.ledger.UsageFixtures.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.price.PriceFixtures;
import dev.signalbox.cost.price.UnknownModel;
import dev.signalbox.cost.web.CalculationController.CalculationRequest;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceIntegrationTest
class CostsIntegrationTests {

  @Autowired ServiceClient client;
  @Autowired RecordedEvents recordedEvents;
  @Autowired BeanFactory beans;

  @Test
  void aCalculationShowsEveryBucketAndThePriceItUsed() {
    Answer answer =
        client
            .as(Role.VIEWER)
            .post(
                "/api/v1/costs/calculate",
                """
                {"provider": "openai", "api_flavor": "chat", "model": "gpt-4o-2024-08-06",
                 "usage": {"prompt_tokens": 1000, "completion_tokens": 200,
                           "prompt_tokens_details": {"cached_tokens": 400}, "unheard_of": true}}
                """);

    assertThat(answer.status()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.path("total_cost").asString()).isEqualTo("0.004");
    assertThat(json.path("input_cost").asString()).isEqualTo("0.002");
    assertThat(json.path("output_cost").asString()).isEqualTo("0.002");
    assertThat(json.path("currency").asString()).isEqualTo("USD");
    assertThat(json.path("matched_by").asString()).isEqualTo("snapshot");
    assertThat(json.path("price").path("price_id").asString()).startsWith("openai/gpt-4o#");
    assertThat(json.path("price").path("origin").asString()).isEqualTo("shipped");
    assertThat(json.path("match").path("equals").asString()).isEqualTo("gpt-4o");
    assertThat(json.path("price").path("source").asString()).contains("openai.com");
    assertThat(json.path("buckets").path(0).path("bucket").asString()).isEqualTo("input_uncached");
    assertThat(json.path("buckets").path(0).path("tokens").intValue()).isEqualTo(600);
    assertThat(json.path("buckets").path(0).path("cost").asString()).isEqualTo("0.0015");
  }

  @Test
  void thePriceOfThatTimeIsUsed() {
    String body =
        """
        {"provider": "openai", "api_flavor": "chat", "model": "gpt-5.6-luna", "at": "%s",
         "usage": {"prompt_tokens": 1000000, "completion_tokens": 0}}
        """;

    assertThat(calculate(body.formatted("2026-07-29T23:59:59Z")).path("total_cost").asString())
        .isEqualTo("2");
    assertThat(calculate(body.formatted("2026-07-30T00:00:00Z")).path("total_cost").asString())
        .isEqualTo("0.4");
  }

  @Test
  void anUnknownPriceIsRefusedAndNotZero() {
    Answer answer =
        client.post(
            "/api/v1/costs/calculate",
            """
            {"provider": "openai", "api_flavor": "chat", "model": "gpt-unheard-of",
             "usage": {"prompt_tokens": 1, "completion_tokens": 1}}
            """);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.problemCode()).isEqualTo("unknown_price");
  }

  @Test
  void whereItIsSoChosenAnUnknownPriceIsFlagged() {
    CalculationController flagging =
        new CalculationController(
            new PriceUsage(PriceFixtures.prices(beans, UnknownModel.FLAG)), Clock.systemUTC());

    CalculationView view =
        flagging.calculate(
            new CalculationRequest(
                "openai",
                "chat",
                "gpt-unheard-of",
                JsonMapper.shared().readTree("{\"prompt_tokens\": 7, \"completion_tokens\": 1}"),
                null,
                null,
                null),
            new Caller("key_x", null, null, null, Set.of(Role.VIEWER), null));

    assertThat(view.status()).isEqualTo("unpriced");
    assertThat(view.totalCost()).isNull();
    assertThat(view.unpriced()).containsExactly("input_uncached", "output_visible");
    assertThat(view.buckets().getFirst().tokens()).isEqualTo(7);
  }

  @Test
  void whatIsNotReadIsNotGuessed() {
    JsonNode embedding =
        calculate(
            """
            {"provider": "openai", "api_flavor": "chat", "model": "text-embedding-3-small",
             "usage": {"prompt_tokens": 1000000, "completion_tokens": 5}}
            """);

    assertThat(embedding.path("status").asString()).isEqualTo("partly_priced");
    assertThat(embedding.path("unpriced").path(0).asString()).isEqualTo("output_visible");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|provider",
        "{\"provider\": \"openai\"}|model",
        "{\"provider\": \"openai\", \"model\": \"gpt-4o\", \"api_flavor\": \"x\"}|api_flavor",
        "{\"provider\": \"openai\", \"model\": \"gpt-4o\", \"api_flavor\": \"chat\"}|usage",
        "{\"provider\": \"openai\", \"model\": \"gpt-4o\", \"api_flavor\": \"chat\", \"usage\": {\"prompt_tokens\": -1}}|usage.prompt_tokens",
        "{\"provider\": \"openai\", \"model\": \"gpt-4o\", \"api_flavor\": \"chat\", \"usage\": {\"prompt_tokens\": 1e30}}|usage.prompt_tokens",
        "{\"provider\": \"openai\", \"model\": \"gpt-4o\", \"api_flavor\": \"chat\", \"usage\": {\"prompt_tokens\": 1, \"completion_tokens\": 1}, \"free_used\": {\"web_searches\": 1e99}}|free_used.web_searches",
      })
  void badInputIsNamed(String body, String field) {
    Answer answer = client.post("/api/v1/costs/calculate", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").findValuesAsString("field")).containsExactly(field);
  }

  @Test
  void anEstimateIsExactWhereTheTokeniserIsPublic() {
    JsonNode estimate =
        client
            .as(Role.VIEWER)
            .post(
                "/api/v1/costs/estimate",
                """
                {"provider": "openai", "model": "gpt-4o", "max_tokens": 100,
                 "messages": [{"role": "user", "content": "hello world"}]}
                """)
            .json();

    assertThat(estimate.path("input_tokens").intValue()).isEqualTo(8);
    assertThat(estimate.path("tokeniser").asString()).isEqualTo("o200k_base");
    assertThat(estimate.path("error_percent").intValue()).isZero();
    assertThat(estimate.path("input_cost").asString()).isEqualTo("0.00002");
    assertThat(estimate.path("output_cost_at_most").asString()).isEqualTo("0.001");
    assertThat(estimate.path("total_cost_at_most").asString()).isEqualTo("0.00102");
    assertThat(estimate.path("price").path("price_id").asString()).startsWith("openai/gpt-4o#");
  }

  @Test
  void anEstimateElsewhereSaysItsErrorAndReckonsWithTheDearestRates() {
    JsonNode estimate =
        client
            .post(
                "/api/v1/costs/estimate",
                """
                {"provider": "anthropic", "model": "claude-sonnet-4-5", "max_tokens": 0,
                 "system": [{"type": "text", "text": "%s",
                             "cache_control": {"type": "ephemeral", "ttl": "1h"}}],
                 "messages": [{"role": "user", "content": [{"type": "document", "source": {}}]}]}
                """
                    .formatted("hello ".repeat(997)))
            .json();

    assertThat(estimate.path("tokeniser").asString()).isEqualTo("o200k_base times 1.3");
    assertThat(estimate.path("error_percent").intValue()).isEqualTo(40);
    assertThat(estimate.path("uncounted").path(0).asString()).isEqualTo("messages[0].content[0]");
    BigDecimal atMost = BigDecimal.valueOf(estimate.path("input_tokens_at_most").longValue());
    assertThat(atMost).isBetween(BigDecimal.valueOf(1_800), BigDecimal.valueOf(1_850));
    assertThat(new BigDecimal(estimate.path("total_cost_at_most").asString()))
        .isEqualByComparingTo(atMost.multiply(new BigDecimal("0.000006")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"provider\": \"openai\"}|model",
        "{\"provider\": \"openai\", \"model\": \"gpt-4o\"}|messages",
        "{\"provider\": \"openai\", \"model\": \"gpt-4o\", \"input\": \"x\"}|max_tokens",
        "{\"provider\": \"openai\", \"model\": \"gpt-4o\", \"input\": \"x\", \"max_tokens\": -1}|max_tokens",
        "{\"provider\": \"openai\", \"model\": \"gpt-4o\", \"input\": \"x\", \"max_tokens\": 1.5}|max_tokens",
        "{\"provider\": \"openai\", \"model\": \"gpt-4o\", \"input\": \"x\", \"max_tokens\": 1, \"service_tier\": \"slow\"}|service_tier"
      })
  void anEstimateNeedsToBeAskedForRightly(String body, String field) {
    Answer answer = client.post("/api/v1/costs/estimate", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").findValuesAsString("field")).containsExactly(field);
  }

  @Test
  void anEstimateOfAnUnknownModelIsRefused() {
    Answer answer =
        client.post(
            "/api/v1/costs/estimate",
            "{\"provider\": \"openai\", \"model\": \"gpt-unheard-of\", \"input\": \"x\","
                + " \"max_tokens\": 1}");

    assertThat(answer.problemCode()).isEqualTo("unknown_price");
  }

  @Test
  void malformedAndUnknownFieldsAreRefused() {
    assertThat(client.post("/api/v1/costs/calculate", "{\"usage\": NaN}").status()).isEqualTo(400);
    Answer unknown = client.post("/api/v1/costs/calculate", "{\"colour\": 1}");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.body()).contains("colour");
  }

  @Test
  void entriesAreListedNewestFirstInPartsThatFitTogether() {
    String conversation = IdKind.CONVERSATION.next();
    List<String> attempts = new ArrayList<>();
    for (int number = 0; number < 7; number++) {
      attempts.addFirst(IdKind.ATTEMPT.next());
      Event usage = recorded(anyUsage(attempts.getFirst()).put("agent_id", "pager"), conversation);
      recordedEvents.publish(Topics.USAGE, usage.subject(), usage);
    }
    String path = "/api/v1/usage?conversation_id=" + conversation;
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(client.get(path).json().path("data")).hasSize(7));

    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = client.get(path + "&limit=3&agent_id=pager&model=gpt-4o" + cursor).json();
      listed.addAll(page.path("data").findValuesAsString("attempt_id"));
      cursor =
          page.path("next_cursor").isNull() ? "" : "&cursor=" + page.path("next_cursor").asString();
    } while (!cursor.isEmpty());

    assertThat(listed).isEqualTo(attempts);
    assertThat(client.get(path + "&to=2020-01-01T00:00:00Z").json().path("data")).isEmpty();
    assertThat(client.get(path + "&from=2020-01-01T00:00:00Z").json().path("data")).hasSize(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agent",
        "model",
        "provider",
        "key",
        "user",
        "team",
        "day",
        "conversation",
        "price"
      })
  void everyWayOfGroupingAddsUpToTheSame(String groupBy) {
    Event usage =
        recorded(
            anyUsage(IdKind.ATTEMPT.next()).put("agent_id", "adder"), IdKind.CONVERSATION.next());
    recordedEvents.publish(Topics.USAGE, usage.subject(), usage);
    recordedEvents.awaitEvent(Topics.COSTS, event -> usage.id().equals(event.causationId()));

    assertThat(total(groupBy)).isEqualByComparingTo(total("day"));
  }

  @Test
  void aDayIsAGroupOfItsOwn() {
    Event usage = recorded(anyUsage(IdKind.ATTEMPT.next()), null);
    recordedEvents.publish(Topics.USAGE, usage.subject(), usage);
    recordedEvents.awaitEvent(Topics.COSTS, event -> usage.id().equals(event.causationId()));

    JsonNode summary = client.get("/api/v1/costs/summary?group_by=day").json();

    assertThat(summary.path("data").path(0).path("group").asString())
        .isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
    assertThat(summary.path("group_by").asString()).isEqualTo("day");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/costs/summary",
        "/api/v1/costs/summary?group_by=colour",
        "/api/v1/costs/summary?group_by=day&limit=0",
        "/api/v1/costs/summary?group_by=day&limit=1001",
        "/api/v1/costs/summary?group_by=day&from=2026-02-30",
        "/api/v1/costs/summary?group_by=day&from=2026-03-01&to=2026-02-01",
        "/api/v1/costs/summary?group_by=day&from=%2B999999999-12-31&to=%2B999999999-12-31",
        "/api/v1/costs/summary?group_by=day&to=-999999999-01-01",
        "/api/v1/costs/summary?group_by=agent&value=%00",
        "/api/v1/costs/export?agent_id=%00",
        "/api/v1/prices?price_id=%00",
        "/api/v1/usage?from=%2B900000000-01-01T00:00:00Z",
        "/api/v1/usage?limit=201",
        "/api/v1/usage?limit=x",
        "/api/v1/usage?cursor=x",
        "/api/v1/usage?agent_id=%00",
        "/api/v1/usage?from=yesterday",
        "/api/v1/usage?from=2026-03-01T00:00:00Z&to=2026-03-01T00:00:00Z"
      })
  void badQueriesAreRefused(String path) {
    Answer answer = client.get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problemCode()).isEqualTo("invalid_request");
  }

  @Test
  void nothingIsToldWithoutAToken() {
    ServiceClient stranger = client.withoutToken();

    assertThat(stranger.get("/api/v1/usage").status()).isEqualTo(401);
    assertThat(stranger.get("/api/v1/costs/summary?group_by=day").status()).isEqualTo(401);
    assertThat(stranger.post("/api/v1/costs/calculate", "{}").status()).isEqualTo(401);
  }

  @Test
  void theApiDescribesItself() {
    JsonNode description = client.get("/v3/api-docs").json();

    assertThat(description.path("openapi").asString()).startsWith("3.1");
    assertThat(description.path("paths").propertyNames())
        .contains("/api/v1/usage", "/api/v1/costs/calculate", "/api/v1/costs/summary");
  }

  private JsonNode calculate(String body) {
    return client.post("/api/v1/costs/calculate", body).json();
  }

  private BigDecimal total(String groupBy) {
    return client
        .get("/api/v1/costs/summary?limit=1000&from=2020-01-01&group_by=" + groupBy)
        .json()
        .path("data")
        .valueStream()
        .map(sum -> new BigDecimal(sum.path("total_cost").asString()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
