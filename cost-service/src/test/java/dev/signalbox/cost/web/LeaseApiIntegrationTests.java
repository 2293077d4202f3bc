package dev.signalbox.cost.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What streaming-service relies on. */
@ServiceIntegrationTest
class LeaseApiIntegrationTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Autowired ServiceClient client;
  @Autowired RecordedEvents recorded;

  private String budget = "";

  @BeforeEach
  void makeBudget() {
    budget =
        client
            .post(
                "/api/v1/budgets",
                """
                {"name": "testers", "scope": {"kind": "user", "value": "test-user"}, "limit": "0.01",
                 "period": {"kind": "day"}}
                """)
            .json()
            .path("budget_id")
            .asString();
  }

  @AfterEach
  void removeBudget() {
    client.delete("/api/v1/budgets/" + budget);
  }

  @Test
  void aLeaseIsGrantedRefusedAndClosed() {
    String lease = IdKind.LEASE.next();
    Answer answer = ask(lease, 500, 250);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode granted = answer.json().path("leases").path(0);
    assertThat(granted.path("lease_id").asString()).isEqualTo(lease);
    assertThat(granted.path("unit").asString()).isEqualTo("usd");
    assertThat(granted.path("need").asString()).isEqualTo("0.006375");
    assertThat(granted.path("granted").asString()).isEqualTo("0.006375");
    assertThat(granted.path("budget_revision").intValue()).isEqualTo(1);
    assertThat(Instant.parse(granted.path("not_after").asString()))
        .isAfter(Instant.parse(granted.path("not_before").asString()));
    assertThat(answer.json().path("rates").path("tiers").path(0).path("output").asString())
        .isEqualTo("17");

    Answer refused = ask(IdKind.LEASE.next(), 500, 250);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.problemCode()).isEqualTo("budget_exhausted");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    JsonNode problem = refused.json();
    assertThat(problem.path("budget_id").asString()).isEqualTo(budget);
    assertThat(problem.path("remaining").asString()).isEqualTo("0.003625");
    assertThat(problem.path("passing").asBoolean()).isTrue();
    assertThat(problem.path("resets_at").isString()).isTrue();

    Event closed =
        new Event(
            IdKind.EVENT.next(),
            "streaming-service",
            "lease/" + lease,
            "signalbox.lease.closed.v1",
            Instant.now(),
            null,
            null,
            JSON.createObjectNode().put("lease_id", lease).put("reserved", "0"));
    recorded.publish(Topics.USAGE, closed.subject(), closed);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> ask(IdKind.LEASE.next(), 500, 250).status() == 200);
    assertThat(ask(lease, 500, 250).problemCode()).isEqualTo("lease_closed");
    assertThat(ask(IdKind.LEASE.next(), 10_000, 500).json().path("passing").asBoolean()).isFalse();
  }

  @Test
  void aReplicaThatCannotReadTheTopicAsksForTheBudgets() {
    JsonNode all = client.as(Role.OPERATOR).get("/api/v1/leases/budgets").json().path("data");

    JsonNode own =
        all.valueStream()
            .filter(each -> each.path("budget_id").asString().equals(budget))
            .findFirst()
            .orElseThrow();
    assertThat(own)
        .isEqualTo(
            recorded
                .awaitEvent(
                    Topics.BUDGETS,
                    event -> event.data().path("budget_id").asString("").equals(budget))
                .data());
  }

  @Test
  void nobodySpendsWhatIsSetAsideForAnother() {
    Answer answer =
        client
            .as(Role.OPERATOR)
            .post(
                "/api/v1/leases",
                body(IdKind.LEASE.next(), 1, 1).replace("test-user", "somebody-else"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(client.as(Role.VIEWER).post("/api/v1/leases", "{}").status()).isEqualTo(403);
  }

  @Test
  void anUnknownPriceIsRefused() {
    Answer answer =
        client.post(
            "/api/v1/leases", body(IdKind.LEASE.next(), 1, 1).replace("gpt-4o", "unheard-of"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.problemCode()).isEqualTo("unknown_price");
  }

  @ParameterizedTest
  @CsvSource({
    "test-user, '', leases.value",
    "gpt-4o, '', model",
    "openai, '', provider",
    "lea_, xyz_, leases.lease_id",
    "bud_, xyz_, leases.budget_id",
    "[{, '[null, {', leases",
    "'\"scope\": \"user\"', '\"scope\": \"planet\"', leases.scope",
    "'\"input_tokens\": 1', '\"input_tokens\": -1', input_tokens",
    "'\"attempts\": 1', '\"attempts\": 0', attempts"
  })
  void badInputIsNamed(String text, String instead, String field) {
    Answer answer =
        client.post("/api/v1/leases", body(IdKind.LEASE.next(), 1, 1).replace(text, instead));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().path("errors").findValuesAsString("field")).containsExactly(field);
  }

  private Answer ask(String lease, long input, long output) {
    return client.as(Role.OPERATOR).post("/api/v1/leases", body(lease, input, output));
  }

  private String body(String lease, long input, long output) {
    return """
    {"provider": "openai", "model": "gpt-4o", "text_only": true, "input_tokens": %d,
     "output_tokens": %d, "attempts": 1,
     "leases": [{"lease_id": "%s", "budget_id": "%s", "scope": "user", "value": "test-user"}]}
    """
        .formatted(input, output, lease, budget);
  }
}
