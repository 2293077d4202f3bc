package dev.signalbox.systemtests.scenario;

import static dev.signalbox.systemtests.scenario.GovernedModel.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.systemtests.scenario.GovernedModel.Answer;
import dev.signalbox.systemtests.scenario.GovernedModel.Manner;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * Hard budgets and the ledger with three replicas of streaming-service, of which two may die. At
 * full with {@code -Dsignalbox.soak.seconds=60}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ThreeReplicasIntegrationTests {
  private static final Duration LENGTH =
      Duration.ofSeconds(Long.getLong("signalbox.soak.seconds", 0));

  /** How long a database stalls at least; it stalls until nobody waits for it any more. */
  private static final Duration STALL = LENGTH.isZero() ? Duration.ZERO : Duration.ofSeconds(30);

  private final Platform platform = Platform.running();
  private final PlatformApi admin = platform.api();
  private final StreamingReplicas replicas = StreamingReplicas.start(platform, caller());

  /** A key without limits. */
  private PlatformApi caller() {
    JsonNode key =
        PlatformApi.json(
            admin.post("/api/v1/keys", "{\"name\":\"three replicas\",\"role\":\"operator\"}"), 201);
    PlatformApi.json(
        admin.put("/api/v1/limits/key/" + key.path("id").asString(), "{\"requests_per_hour\": 0}"),
        200);
    return new PlatformApi(platform.port(8080), key.path("key").asString());
  }

  @AfterAll
  void stop() {
    replicas.close();
  }

  @Test
  @Order(1)
  void fiveHundredRequestsAtOnceSpendNoMoreThanABudgetForAHundred() throws Exception {
    long until = System.nanoTime() + LENGTH.toNanos();
    do {
      try (GovernedModel model = new GovernedModel(admin, replicas)) {
        HardBudget dollars = model.withinDollars("0.01");
        HardBudget tokens = model.withinTokens(7_500);

        List<Answer> answers = watched(model, Load.atOnce(model, 500));

        assertThat(answers).extracting(Answer::status).contains(200, 429).isSubsetOf(200, 429, 503);
        List<JsonNode> entries = model.awaitQuiet();
        assertBilled(answers, entries);
        assertThat(dollars.spent())
            .isLessThanOrEqualTo(new BigDecimal("0.01"))
            .isEqualByComparingTo(sum(entries, "cost_usd"));
        assertThat(tokens.spent())
            .isLessThanOrEqualTo(new BigDecimal("7500"))
            .isEqualByComparingTo(sum(entries, "input_tokens").add(sum(entries, "output_tokens")));
      }
    } while (System.nanoTime() < until);
  }

  /** Its answers; while they come, no budget is overrun at any moment. */
  private static List<Answer> watched(GovernedModel model, Load started) throws Exception {
    try (Load load = started) {
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                model.assertBudgetsKept();
                return load.over();
              });
      return load.answers();
    }
  }

  /** Every attempt that a client was told of has its entry. */
  private static void assertBilled(List<Answer> answers, List<JsonNode> entries) {
    assertThat(entries)
        .extracting(entry -> entry.path("attempt_id").asString())
        .containsAll(
            answers.stream()
                .filter(answer -> answer.status() == 200)
                .map(Answer::attemptId)
                .toList());
  }

  @Test
  @Order(2)
  void whatHasBegunEndsAsItShouldThoughTheLimitFallsBelowWhatIsGranted() throws Exception {
    try (GovernedModel model = new GovernedModel(admin, replicas)) {
      HardBudget budget = model.withinDollars("0.01");
      HttpResponse<InputStream> stream =
          model.open(
              1,
              true,
              "{\"content\":\"word \",\"repeat\":20,\"tokens\":{\"input\":40,\"output\":40},\"tokens_per_second\":10}");
      assertThat(stream.statusCode()).isEqualTo(200);

      budget.limit("0.0001");
      model.awaitEveryReplica(429);

      assertThat(new String(stream.body().readAllBytes(), StandardCharsets.UTF_8))
          .contains("\"finish_reason\":\"stop\"")
          .endsWith("data: [DONE]\n\n");
      List<JsonNode> entries = model.awaitQuiet();
      assertThat(entries)
          .filteredOn(entry -> entry.path("output_tokens").asInt() == 40)
          .singleElement()
          .satisfies(
              entry -> assertThat(entry.path("usage_source").asString()).isEqualTo("provider"));
      assertThat(budget.spent()).isEqualByComparingTo(sum(entries, "cost_usd"));
    }
  }

  @Test
  @Order(3)
  void aDatabaseThatStallsHoldsNobodyUpAndWhatIsHeldHereCanStillBeUsed() throws Exception {
    try (GovernedModel model = new GovernedModel(admin, replicas)) {
      HardBudget budget = model.withinDollars("1");
      model.awaitEveryReplica(200);
      List<Answer> answers;
      try (Connection cost =
              DriverManager.getConnection(
                  platform.database(), "cost", platform.secret("role-cost"));
          Statement lock = cost.createStatement()) {
        cost.setAutoCommit(false);
        lock.execute("LOCK TABLE budget_counters IN ACCESS EXCLUSIVE MODE");
        long until = System.nanoTime() + STALL.toNanos();
        try (Load load = Load.atOnce(model, 120);
            GovernedModel unlimited = new GovernedModel(admin, replicas)) {
          unlimited.awaitEveryReplica(200);
          answers = load.answers();
        }
        while (System.nanoTime() < until) {
          assertThat(model.ask(1, Manner.WHOLE).status()).isEqualTo(503);
        }
        cost.rollback();
      }

      assertThat(answers).extracting(Answer::status).containsOnly(200, 503);
      assertThat(answers).extracting(Answer::status).contains(200, 503);
      model.awaitEveryReplica(200);
      List<JsonNode> entries = model.awaitQuiet();
      assertBilled(answers, entries);
      assertThat(budget.spent()).isEqualByComparingTo(sum(entries, "cost_usd"));
    }
  }

  @Test
  @Order(4)
  void aCorrectedPriceStandsBesideWhatWasBilledByAllOfThem() throws Exception {
    try (GovernedModel model = new GovernedModel(admin, replicas)) {
      model.withinDollars("1");
      try (Load load = Load.atOnce(model, 18)) {
        load.answers();
      }
      List<JsonNode> billed = model.awaitQuiet();
      BigDecimal asBilled = sum(billed, "cost_usd");

      model.doublePrice();
      JsonNode difference = repriced(model.fullName());

      assertThat(difference.path("entries").asInt()).isEqualTo(billed.size());
      assertThat(difference.path("changed").asInt()).isEqualTo(billed.size());
      assertThat(new BigDecimal(difference.path("as_billed").asString()))
          .isEqualByComparingTo(asBilled);
      assertThat(new BigDecimal(difference.path("repriced").asString()))
          .isEqualByComparingTo(asBilled.add(asBilled));
      assertThat(new BigDecimal(difference.path("difference").asString()))
          .isEqualByComparingTo(asBilled);
      assertThat(model.entries()).isEqualTo(billed);
    }
  }

  private JsonNode repriced(String model) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    HttpResponse<String> begun =
        admin.post(
            "/api/v1/costs/repricings",
            """
            {"from": "%s", "to": "%s", "provider": "simulator"}
            """
                .formatted(today.minusDays(1), today));
    PlatformApi.json(begun, 202);
    String report = begun.headers().firstValue("Location").orElseThrow() + "?limit=1000";
    await("it is priced anew")
        .atMost(Duration.ofSeconds(60))
        .until(() -> admin.read(report).at("/repricing/finished_at").isString());
    return admin
        .read(report)
        .path("differences")
        .valueStream()
        .filter(difference -> difference.path("group").asString().equals(model))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Order(5)
  void killedReplicasLoseNothingAndSpendNothingTwice() throws Exception {
    long until = System.nanoTime() + LENGTH.toNanos();
    boolean again;
    do {
      try (GovernedModel model = new GovernedModel(admin, replicas)) {
        HardBudget budget = model.withinDollars("0.05");
        List<Answer> answers;
        try (Load load = Load.of(model, 24)) {
          awaitMore(load, 40);
          replicas.kill(1);
          awaitMore(load, 40);
          replicas.kill(2);
          awaitMore(load, 20);
          model.assertBudgetsKept();
          answers = load.answers();
        }

        List<JsonNode> entries = model.awaitQuiet();
        assertBilled(answers, entries);
        assertThat(entries).extracting(entry -> entry.path("outcome").asString()).contains("lost");
        assertThat(budget.spent())
            .isLessThanOrEqualTo(new BigDecimal("0.05"))
            .isEqualByComparingTo(sum(entries, "cost_usd"));
      }
      again = System.nanoTime() < until;
      if (again) {
        replicas.replace(1);
        replicas.replace(2);
      }
    } while (again);
  }

  private static void awaitMore(Load load, int answers) {
    int before = load.answered();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> load.answered() >= before + answers);
  }
}
