package dev.signalbox.cost.web;

import static dev.signalbox.cost.ledger.UsageFixtures.anyUsage;
import static dev.signalbox.cost.ledger.UsageFixtures.recorded;
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
import dev.signalbox.kit.testing.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ServiceIntegrationTest
class BudgetsIntegrationTests {

  private static final String BUDGETS = "/api/v1/budgets";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Autowired ServiceClient client;
  @Autowired RecordedEvents recorded;

  private final String team = "team-" + IdKind.REQUEST.next();
  private final List<String> made = new ArrayList<>();

  @AfterEach
  void removeBudgets() {
    made.forEach(id -> client.delete(BUDGETS + '/' + id));
  }

  @Test
  void aBudgetIsMadeReadChangedAndRemoved() {
    Answer created = create(ofTeam("100.00"));
    String path = Objects.requireNonNull(created.header("Location"));
    assertThat(created.json().path("limit").asString()).isEqualTo("100");
    assertThat(created.json().path("enforcement").asString()).isEqualTo("hard");
    JsonNode standing = client.get(path).json().path("standing");
    assertThat(standing.path("spent").asString()).isEqualTo("0");
    assertThat(standing.path("remaining").asString()).isEqualTo("100");
    assertThat(standing.path("resets_at").isString()).isTrue();

    Answer read = client.get(path);
    String tag = Objects.requireNonNull(read.header("ETag"));
    ObjectNode changed = ((ObjectNode) read.json()).put("limit", "50");
    Answer replaced = client.with("If-Match", tag).put(path, changed.toString());
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.json().path("revision").intValue()).isEqualTo(2);
    assertThat(client.with("If-Match", tag).put(path, changed.toString()).problemCode())
        .isEqualTo("budget_changed");
    assertThat(client.put(path, changed.toString()).problemCode()).isEqualTo("if_match_required");
    assertThat(
            client
                .with("If-Match", "*")
                .put(path, changed.put("unit", "tokens").put("limit", 5).toString())
                .problemCode())
        .isEqualTo("budget_keeps_its_scope");

    assertThat(client.post(path + "/reset", "").json().path("revision").intValue()).isEqualTo(3);
    assertThat(client.delete(path).status()).isEqualTo(204);
    assertThat(client.get(path).problemCode()).isEqualTo("budget_not_found");
    assertThat(client.delete(path).problemCode()).isEqualTo("budget_not_found");

    String id = created.json().path("budget_id").asString();
    Event deleted =
        recorded.awaitEvent(
            Topics.BUDGETS,
            event -> event.type().equals("signalbox.budget.deleted.v1") && of(event, id));
    assertThat(
            recorded.all(Topics.BUDGETS).stream().filter(event -> of(event, id)).map(Event::type))
        .containsExactly(
            "signalbox.budget.created.v1",
            "signalbox.budget.changed.v1",
            "signalbox.budget.reset.v1",
            "signalbox.budget.deleted.v1");
    assertThat(deleted.data().path("names").path(0).asString()).isEqualTo(team);
    recorded.awaitEvent(Topics.COSTS, event -> event.id().equals(deleted.id()));
  }

  @Test
  void whereAlertsGoIsNotTold() {
    ObjectNode budget = ofTeam("1");
    budget.putObject("alerts").putArray("webhooks").add("https://example.com/secret-path");
    String id = create(budget).json().path("budget_id").asString();

    Event event = recorded.awaitEvent(Topics.BUDGETS, each -> of(each, id));

    assertThat(event.data().toString()).doesNotContain("secret-path");
    assertThat(mine().toString()).contains(id).doesNotContain("secret-path");
  }

  @Test
  void aRepeatedRequestMakesOneBudget() {
    ServiceClient idempotent = client.with("Idempotency-Key", IdKind.REQUEST.next());
    String body = ofTeam("1").toString();

    Answer first = idempotent.post(BUDGETS, body);
    Answer second = idempotent.post(BUDGETS, body);
    made.add(first.json().path("budget_id").asString());

    assertThat(second.json().path("budget_id")).isEqualTo(first.json().path("budget_id"));
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void budgetsAreListedInPartsThatFitTogether() {
    for (int number = 0; number < 5; number++) {
      create(ofTeam("1"));
    }

    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = client.get(BUDGETS + "?limit=2" + cursor).json();
      listed.addAll(page.path("data").findValuesAsString("budget_id"));
      cursor =
          page.path("next_cursor").isNull() ? "" : "&cursor=" + page.path("next_cursor").asString();
    } while (!cursor.isEmpty());

    assertThat(listed).containsSubsequence(made).doesNotHaveDuplicates();
  }

  @Test
  void whatTheLedgerTakesIsSpentOfEveryBudgetThatApplies() {
    String conversation = IdKind.CONVERSATION.next();
    String model = "model-" + IdKind.REQUEST.next().substring(4, 20) + "x";
    String ofTeam = idOf(create(ofTeam("1")));
    String ofEach = idOf(create(of("conversation", "*")));
    String ofModel =
        idOf(create(of("model", "openai/" + model).put("unit", "tokens").put("limit", 1_000_000)));
    String ofTag = idOf(create(of("tag", team)));
    ObjectNode priced =
        anyUsage(IdKind.ATTEMPT.next()).put("team", team).put("model", "gpt-4o-2024-08-06");
    priced.putArray("tags").add(team).add("eleven");
    ObjectNode snapshot =
        anyUsage(IdKind.ATTEMPT.next()).put("team", team).put("model", model + "-2024-08-06");
    for (Event usage : List.of(recorded(priced, conversation), recorded(snapshot, conversation))) {
      recorded.publish(Topics.USAGE, usage.subject(), usage);
    }

    await().atMost(Duration.ofSeconds(60)).until(() -> spent(ofModel).equals("1200"));
    assertThat(spent(ofTeam)).isEqualTo("0.004");
    assertThat(client.get(BUDGETS + '/' + ofTeam).json().at("/standing/unpriced").intValue())
        .as("a model without a price is counted, and not free")
        .isEqualTo(1);
    JsonNode values = client.get(BUDGETS + '/' + ofEach + "/values").json().path("data");
    assertThat(values).hasSize(1);
    assertThat(values.path(0).path("value").asString()).isEqualTo(conversation);
    assertThat(values.path(0).path("spent").asString()).isEqualTo("0.004");
    assertThat(spent(ofTag)).isEqualTo("0.004");
    for (String id : List.of(ofTeam, ofModel, ofTag)) {
      JsonNode proof = client.get(BUDGETS + '/' + id + "/proof").json();
      assertThat(proof.path("agrees").asBoolean()).as(proof.toString()).isTrue();
      assertThat(proof.path("ledger_entries").intValue()).isPositive();
      assertThat(proof.path("spent").path("counter"))
          .isEqualTo(proof.path("spent").path("reckoned"));
    }
    assertThat(client.get(BUDGETS + '/' + ofEach + "/proof").status()).isEqualTo(400);
    assertThat(
            client
                .get(BUDGETS + '/' + ofEach + "/proof?value=" + conversation)
                .json()
                .path("agrees")
                .asBoolean())
        .isTrue();
    assertThat(client.get(BUDGETS + '/' + ofTeam + "/proof?value=x").status()).isEqualTo(400);
  }

  @Test
  void callersSeeWhatLimitsThemAndNothingElse() {
    String own = idOf(create(ofTeam("5")));
    String each = idOf(create(of("team", "*")));
    String others = idOf(create(of("team", "others")));

    JsonNode mine = mine();

    assertThat(mine.findValuesAsString("budget_id")).contains(own, each).doesNotContain(others);
    assertThat(mine.findValuesAsString("value")).contains(team);
    ServiceClient viewer = client.as(Role.VIEWER);
    assertThat(viewer.get(BUDGETS).status()).isEqualTo(403);
    assertThat(viewer.get(BUDGETS + '/' + own).status()).isEqualTo(403);
    assertThat(client.as(Role.OPERATOR).post(BUDGETS, ofTeam("1").toString()).status())
        .isEqualTo(403);
    assertThat(client.withoutToken().get(BUDGETS + "/mine").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=0",
    "?limit=201",
    "?cursor=x",
    "/bud_01k00000000000000000000000/values?cursor=%00",
    "/bud_01k00000000000000000000000/proof?value=%00"
  })
  void badQueriesAreRefused(String query) {
    assertThat(client.get(BUDGETS + query).problemCode()).isEqualTo("invalid_request");
  }

  @Test
  void aBudgetThatBreaksRulesIsRefusedWithAllOfThem() {
    Answer answer = client.post(BUDGETS, "{\"limit\": \"-1\", \"scope\": {\"kind\": \"x\"}}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("name", "scope.kind", "limit", "period");
    assertThat(client.post(BUDGETS, "{\"colour\": 1}").problemCode()).isEqualTo("unknown_field");
  }

  private JsonNode mine() {
    String token = "Bearer " + TestTokens.token(Role.VIEWER).claim("team", team).sign();
    return client.with("Authorization", token).get(BUDGETS + "/mine").json().path("data");
  }

  private String spent(String id) {
    return client.get(BUDGETS + '/' + id).json().path("standing").path("spent").asString();
  }

  private Answer create(JsonNode budget) {
    Answer created = client.post(BUDGETS, budget.toString());
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    made.add(created.json().path("budget_id").asString());
    return created;
  }

  private static String idOf(Answer created) {
    return created.json().path("budget_id").asString();
  }

  private ObjectNode of(String kind, String value) {
    ObjectNode budget = ofTeam("1");
    budget.putObject("scope").put("kind", kind).put("value", value);
    return budget;
  }

  private ObjectNode ofTeam(String limit) {
    return (ObjectNode)
        JSON.readTree(
            """
            {"name": "a team", "scope": {"kind": "team", "value": "%s"}, "limit": "%s",
             "period": {"kind": "month", "time_zone": "Europe/Berlin"}}
            """
                .formatted(team, limit));
  }

  private static boolean of(Event event, String budgetId) {
    return event.data().path("budget_id").asString("").equals(budgetId);
  }
}
