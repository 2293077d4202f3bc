package dev.signalbox.cost.kafka;

import static dev.signalbox.cost.ledger.UsageFixtures.anyUsage;
import static dev.signalbox.cost.ledger.UsageFixtures.recorded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.ledger.AttemptIds;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.kit.testing.TestTokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ServiceIntegrationTest
class CostReportsIntegrationTests {

  private static final String RECONCILE = "/api/v1/costs/reconcile?provider=OpenRouter";

  @Autowired ServiceClient client;
  @Autowired UsageEvents usageEvents;
  @Autowired JdbcClient database;

  @Test
  void whatTheProviderSaysItCostIsBesideWhatWasComputed() {
    String conversation = IdKind.CONVERSATION.next();

    usageEvents.take(List.of(recorded(openRouter(IdKind.ATTEMPT.next()), conversation)));

    JsonNode entry = entries(conversation).getFirst();
    assertThat(entry.path("cost_usd").asString()).isEqualTo("0.00018");
    assertThat(entry.path("reported_cost").asString()).isEqualTo("0.0002");
    assertThat(entry.path("reported_difference").asString()).isEqualTo("0.00002");
  }

  @Test
  void everyHourAndDayHasItsSums() {
    Instant hour = Instant.now().minus(Duration.ofDays(120)).truncatedTo(ChronoUnit.HOURS);
    for (int minutes : new int[] {0, 59, 60}) {
      ObjectNode data = anyUsage(AttemptIds.at(hour.plus(Duration.ofMinutes(minutes))));
      usageEvents.take(
          List.of(
              recorded(
                  data.put("agent_id", "by-the-hour").put("run_id", "run_by-the-hour"),
                  IdKind.CONVERSATION.next())));
    }

    assertThat(
            database
                .sql(
                    """
                    SELECT entries || ' ' || input_cost + output_cost + other_cost
                      FROM (SELECT hour, sum(entries) AS entries, sum(input_cost) AS input_cost,
                                   sum(output_cost) AS output_cost, sum(other_cost) AS other_cost
                              FROM cost_rollups_by_hour
                             WHERE dimension = 'agent' AND value = 'by-the-hour'
                             GROUP BY hour) AS hours
                     ORDER BY hour
                    """)
                .query(String.class)
                .list())
        .extracting(sum -> sum.substring(0, sum.indexOf(' ') + 6))
        .containsExactly("2 0.008", "1 0.004");
    assertThat(
            database
                .sql(
                    """
                    SELECT sum(entries) FROM cost_rollups
                     WHERE dimension = 'run' AND value = 'run_by-the-hour'
                    """)
                .query(Long.class)
                .single())
        .isEqualTo(3);
  }

  @Test
  void sumsAreSplitByAnythingAndOverTime() {
    Instant then = Instant.now().minus(Duration.ofDays(110)).truncatedTo(ChronoUnit.DAYS);
    LocalDate day = LocalDate.ofInstant(then, ZoneOffset.UTC);
    String period = "&from=" + day + "&to=" + day.plusDays(1);
    usageEvents.take(
        List.of(recorded(openRouter(AttemptIds.at(then)).put("agent_id", "split"), "conv_split")));
    ObjectNode failed =
        openRouter(AttemptIds.at(then.plus(Duration.ofHours(30))))
            .put("agent_id", "split")
            .put("outcome", "provider_error")
            .put("requested_model", "openrouter/auto");
    failed.putArray("tags").add("blue").add("green").add("blue");
    usageEvents.take(List.of(recorded(failed, "conv_split")));

    JsonNode byOutcome = summary("group_by=outcome" + period);
    JsonNode series = summary("group_by=agent&value=split&interval=day" + period);
    JsonNode hours = summary("group_by=hour" + period);
    JsonNode units = client.get("/api/v1/costs/units?x" + period).json().path("units");

    assertThat(byOutcome.path("data").findValuesAsString("group"))
        .containsExactly("completed", "provider_error");
    assertThat(byOutcome.path("total").path(0).path("total_cost").asString()).isEqualTo("0.00036");
    assertThat(byOutcome.path("total").path(0).path("reported").path("difference").asString())
        .isEqualTo("0.00004");
    assertThat(series.path("data").findValuesAsString("at"))
        .containsExactly(day.plusDays(1).toString(), day.toString());
    assertThat(hours.path("data").findValuesAsString("group"))
        .containsExactly(day.plusDays(1) + "T06:00Z", day + "T00:00Z");
    assertThat(summary("group_by=tag" + period).path("data").valueStream())
        .extracting(sum -> sum.path("group").asString("none") + sum.path("entries").intValue())
        .containsExactly("none1", "blue1", "green1");
    assertThat(summary("group_by=requested_model" + period).path("data").toString())
        .contains("openrouter/auto");
    assertThat(units.path("answer").path("count").intValue()).isEqualTo(1);
    assertThat(units.path("answer").path("average").asString()).isEqualTo("0.00036");
    assertThat(units.path("conversation").path("count").intValue()).isEqualTo(1);
    assertThat(units.path("run").path("average").isNull()).isTrue();
  }

  @Test
  void callersSeeWhatTheyThemselvesUsed() {
    String team = "own-" + IdKind.REQUEST.next();
    usageEvents.take(
        List.of(
            recorded(
                anyUsage(IdKind.ATTEMPT.next()).put("team", team).put("user", "of-" + team),
                null)));
    String token =
        "Bearer "
            + TestTokens.token(Role.VIEWER)
                .claim("team", team)
                .claim("user", "of-" + team)
                .claim("key_id", "key-" + team)
                .sign();

    JsonNode mine = client.with("Authorization", token).get("/api/v1/costs/mine").json();

    for (String of : List.of("team", "user")) {
      assertThat(mine.path(of)).hasSize(1);
      assertThat(mine.path(of).path(0).path("simulated").asBoolean()).isTrue();
      assertThat(mine.path(of).path(0).path("entries").intValue()).isEqualTo(1);
      assertThat(mine.path(of).path(0).path("total_cost").asString()).isEqualTo("0.004");
    }
    assertThat(mine.path("key")).as("another one's key did it").isEmpty();
    assertThat(client.withoutToken().get("/api/v1/costs/mine").status()).isEqualTo(401);
  }

  private JsonNode summary(String query) {
    Answer answer = client.get("/api/v1/costs/summary?" + query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void anInvoiceIsComparedDayByDayAndModelByModel() {
    Instant then = Instant.now().minus(Duration.ofDays(100)).truncatedTo(ChronoUnit.DAYS);
    LocalDate day = LocalDate.ofInstant(then, ZoneOffset.UTC);
    usageEvents.take(List.of(recorded(openRouter(AttemptIds.at(then)), null)));
    usageEvents.take(
        List.of(
            recorded(
                openRouter(AttemptIds.at(then.plusMillis(1))).put("model", "unheard/of"), null)));
    usageEvents.take(
        List.of(
            recorded(openRouter(AttemptIds.at(then.plusMillis(2))).put("simulated", true), null)));
    String invoice =
        """
        date,model,cost
        %s,OpenAI/GPT-4o-mini-2024-07-18,0.00010
        %s,openai/gpt-4o-mini,0.00009
        %s,only/invoiced,3
        """
            .formatted(day, day, day);

    Answer posted =
        client.with("Content-Type", "text/csv").post(RECONCILE + "&tolerance=0.000001", invoice);
    Answer got =
        client.send(
            client
                .request(RECONCILE + "&tolerance=0.000001")
                .method("GET", BodyPublishers.ofString(invoice)));

    assertThat(posted.status()).as(posted.body()).isEqualTo(200);
    assertThat(got.body()).isEqualTo(posted.body());
    JsonNode answer = posted.json();
    assertThat(answer.path("provider").asString()).isEqualTo("openrouter");
    assertThat(answer.path("invoice_lines").intValue()).isEqualTo(3);
    assertThat(answer.path("total").path("invoiced").asString()).isEqualTo("3.00019");
    assertThat(answer.path("total").path("computed").asString()).isEqualTo("0.00018");
    assertThat(answer.path("models").findValuesAsString("model"))
        .containsExactly("only/invoiced", "openai/gpt-4o-mini", "unheard/of");
    assertThat(answer.path("models").findValuesAsString("finding"))
        .containsExactly("only_invoiced", "differs", "matches");
    JsonNode differs = answer.path("lines").path(1);
    assertThat(differs.path("day").asString()).isEqualTo(day.toString());
    assertThat(differs.path("invoiced").asString()).isEqualTo("0.00019");
    assertThat(differs.path("difference").asString()).isEqualTo("0.00001");
    assertThat(differs.path("reported").asString()).isEqualTo("0.0002");
    assertThat(answer.path("lines").path(2).path("unpriced").intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "provider=openai, '', 422, invalid_invoice",
    "provider=openai, 'date,1', 422, invalid_invoice",
    "provider=, 2026-11-20, 400, invalid_request",
    "provider=openai&tolerance=-1, 2026-11-20, 400, invalid_request",
    "provider=openai&tolerance=1e999999999, 2026-11-20, 400, invalid_request",
    "provider=openai&from=2020-01-01, 2026-11-20, 422, invalid_invoice"
  })
  void whatCannotBeComparedIsRefused(String query, String day, int status, String code) {
    String invoice =
        """
        date,model,cost
        %s,m,1
        """
            .formatted(day);

    Answer answer =
        client.with("Content-Type", "text/csv").post("/api/v1/costs/reconcile?" + query, invoice);

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.problemCode()).isEqualTo(code);
  }

  private static ObjectNode openRouter(String attempt) {
    ObjectNode data = anyUsage(attempt);
    data.put("provider", "openrouter").put("model", "openai/gpt-4o-mini").put("simulated", false);
    data.set(
        "provider_usage",
        JsonMapper.shared()
            .readTree(
                """
                {"prompt_tokens": 1000, "completion_tokens": 100, "cost": 0.0002,
                 "prompt_tokens_details": {"cached_tokens": 400}}
                """));
    return data;
  }

  private List<JsonNode> entries(String conversation) {
    JsonNode data = client.get("/api/v1/usage?conversation_id=" + conversation).json().path("data");
    return data.valueStream().toList();
  }
}
