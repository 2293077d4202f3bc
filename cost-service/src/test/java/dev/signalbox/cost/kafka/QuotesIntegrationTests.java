package dev.signalbox.cost.kafka;

import static dev.signalbox.cost.ledger.UsageFixtures.anyUsage;
import static dev.signalbox.cost.ledger.UsageFixtures.recorded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.kit.testing.TestTokens;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is told of an attempt's cost before it is in the ledger is what the ledger has then. */
@ServiceIntegrationTest
class QuotesIntegrationTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final List<String> ASKED =
      List.of(
          "attempt_id",
          "provider",
          "model",
          "api_flavor",
          "provider_usage",
          "buckets",
          "started_at");

  @Autowired ServiceClient client;
  @Autowired UsageEvents usageEvents;

  @Test
  void whatWasToldIsBilledEvenIfThePriceHasChangedSince() {
    String team = "quoted-" + IdKind.REQUEST.next();
    String conversation = IdKind.CONVERSATION.next();
    ObjectNode usage = anyUsage(IdKind.ATTEMPT.next()).put("team", team);
    JsonNode told = told(quote(team, usage));
    Answer dearer =
        client.post(
            "/api/v1/prices/overrides",
            """
            {"team": "%s", "provider": "openai", "model": "gpt-4o",
             "price": {"usd_per_million": {"input_uncached": "70", "output_visible": "70"}}}
            """
                .formatted(team));

    usageEvents.take(
        List.of(
            recorded(
                usage.put("quoted_price_id", told.path("price_id").asString()), conversation)));

    assertThat(dearer.status()).isEqualTo(201);
    assertThat(told.path("cost_usd").asString()).isEqualTo("0.004");
    JsonNode entry = entry(conversation);
    assertThat(entry.path("cost_usd").asString()).isEqualTo("0.004");
    assertThat(entry.path("price").path("price_id").asString())
        .isEqualTo(told.path("price_id").asString());
    assertThat(told(quote(team, usage)).path("cost_usd").asString())
        .as("what is told from now on")
        .isEqualTo("0.084");
    client.delete(String.valueOf(dearer.header("Location")));
  }

  @Test
  void aPriceThatNeverWasIsNotBilled() {
    String conversation = IdKind.CONVERSATION.next();

    usageEvents.take(
        List.of(
            recorded(
                anyUsage(IdKind.ATTEMPT.next()).put("quoted_price_id", "openai/gpt-4o#made-up"),
                conversation)));

    assertThat(entry(conversation).path("cost_usd").asString()).isEqualTo("0.004");
  }

  @Test
  void nothingIsToldOfWhatIsNotCertain() {
    String team = "quoted-" + IdKind.REQUEST.next();
    Answer givesAway =
        client.post(
            "/api/v1/prices/overrides",
            """
            {"team": "%s", "provider": "openai", "model": "gives-away",
             "price": {"usd_per_million": {"input_uncached": "1", "output_visible": "1"},
                       "free": [{"bucket": "output_visible", "quantity": 25, "each": "day"}]}}
            """
                .formatted(team));
    ObjectNode free = anyUsage(IdKind.ATTEMPT.next()).put("model", "gives-away");
    ObjectNode unpriced = anyUsage(IdKind.ATTEMPT.next()).put("model", "gpt-unheard-of");
    ObjectNode unmetered = anyUsage(IdKind.ATTEMPT.next()).putNull("provider_usage");
    unmetered.putNull("buckets");

    ObjectNode impossible = anyUsage(IdKind.ATTEMPT.next()).putNull("provider_usage");
    impossible.putObject("buckets").put("output_visible", -1);
    ObjectNode uncounted = anyUsage(IdKind.ATTEMPT.next()).putNull("provider_usage");
    uncounted.putObject("buckets").putNull("output_visible");
    ObjectNode certain = anyUsage(IdKind.ATTEMPT.next());

    Answer answer = quote(team, free, unpriced, unmetered, impossible, uncounted, certain);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(
            answer
                .json()
                .path("data")
                .valueStream()
                .map(quote -> quote.path("cost_usd").asString("unknown"))
                .toList())
        .containsExactly("unknown", "unknown", "unknown", "unknown", "unknown", "0.004");
    client.delete(String.valueOf(givesAway.header("Location")));
  }

  @Test
  void whatTheProviderDidNotReportIsQuotedAsItWasCounted() {
    ObjectNode estimated = anyUsage(IdKind.ATTEMPT.next()).putNull("provider_usage");

    assertThat(told(quote("any-team", estimated)).path("cost_usd").asString()).isEqualTo("0.004");
  }

  @ParameterizedTest
  @ValueSource(strings = {"attempt_id", "provider", "model", "api_flavor", "started_at"})
  void whatIsMissingIsNamed(String field) {
    ObjectNode usage = anyUsage(IdKind.ATTEMPT.next());
    usage.remove(field);

    Answer refused = quote("any-team", usage);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("errors").path(0).path("field").asString())
        .isEqualTo("attempts." + field);
  }

  @Test
  void thereMustBeSomeAndNotTooMany() {
    assertThat(quote("any-team").status()).isEqualTo(400);
    assertThat(
            quote(
                    "any-team",
                    Collections.nCopies(101, anyUsage(IdKind.ATTEMPT.next()))
                        .toArray(ObjectNode[]::new))
                .status())
        .isEqualTo(400);
    assertThat(client.post("/api/v1/quotes", "{\"attempts\": [null]}").status()).isEqualTo(400);
  }

  private static JsonNode told(Answer answer) {
    return answer.json().path("data").path(0);
  }

  private Answer quote(String team, ObjectNode... usages) {
    ObjectNode asked = JSON.createObjectNode();
    ArrayNode attempts = asked.putArray("attempts");
    for (ObjectNode usage : usages) {
      ObjectNode attempt = attempts.addObject();
      ASKED.stream().filter(usage::has).forEach(field -> attempt.set(field, usage.get(field)));
    }
    return client
        .with(
            "Authorization", "Bearer " + TestTokens.token(Role.OPERATOR).claim("team", team).sign())
        .post("/api/v1/quotes", asked.toString());
  }

  private JsonNode entry(String conversation) {
    JsonNode data = client.get("/api/v1/usage?conversation_id=" + conversation).json().path("data");
    assertThat(data.size()).isEqualTo(1);
    return data.path(0);
  }
}
