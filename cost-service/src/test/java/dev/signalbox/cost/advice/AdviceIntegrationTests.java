package dev.signalbox.cost.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.advice.Advice.Kind;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** gpt-4o costs 2.5 dollars a million tokens in and 10 out, gpt-4o-mini 0.15 and 0.6. */
@ServiceIntegrationTest
class AdviceIntegrationTests {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final String DEAR = "gpt-4o";
  private static final String CHEAP = "gpt-4o-mini";

  private static final String CALLS =
      """
      INSERT INTO agent_usage (agent_id, provider, model, day, team, service_tier, simulated, shard,
          calls, completed, failed, priced, cost, input_tokens, output_tokens, largest_input, dear,
          dear_continued, dear_surcharge, cache_read_tokens, cacheable, missed, missed_tokens,
          cache_saving, batchable, batch_saving)
      VALUES (:agent, 'openai', :model, :day, '', 'standard', false, :shard, :calls, :completed,
          :failed, :calls, :cost, :input, :output, :largest, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
      """;

  private static final String COUNTS =
      """
      INSERT INTO agent_usage_counts (agent_id, provider, model, day, team, service_tier, simulated,
          shard, bucket, quantity)
      VALUES (:agent, 'openai', :model, :day, '', 'standard', false, :shard, 'input_uncached', :input),
             (:agent, 'openai', :model, :day, '', 'standard', false, :shard, 'output_visible', :output)
      """;

  private static final String MANY =
      """
      INSERT INTO agent_usage (agent_id, provider, model, day, team, service_tier, simulated, shard,
          calls, completed, failed, priced, cost, input_tokens, output_tokens, largest_input, dear,
          dear_continued, dear_surcharge, cache_read_tokens, cacheable, missed, missed_tokens,
          cache_saving, batchable, batch_saving)
      SELECT 'many-' || n % 100, 'openai', 'm-' || n % 7, date '2024-01-01' + n / 100, '', 'standard',
             true, 0, 1, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
        FROM generate_series(1, 30000) AS n
      """;

  @Autowired GiveAdvice advice;
  @Autowired JdbcClient database;
  @Autowired TransactionTemplate transactions;
  @Autowired ServiceClient client;

  private final String agent = "agent-" + IdKind.REQUEST.next();

  @Test
  void aModelThatEndsAsWellOnThisAgentsCallsAndCostsLessIsAdvised() {
    calls(DEAR, 0, 200, 190, 10);
    calls(DEAR, 1, 200, 190, 10);
    calls(CHEAP, 0, 300, 290, 10);

    List<Advice> found = find();

    assertThat(found).hasSize(1);
    Advice first = found.getFirst();
    assertThat(first.kind()).isEqualTo(Kind.CHEAPER_MODEL);
    assertThat(first.agent()).isEqualTo(agent);
    assertThat(first.model()).isEqualTo("openai/gpt-4o");
    assertThat(first.spent()).as("400 calls of 1,000 and 100 tokens").hasToString("1.4");
    assertThat(first.saving()).as("less 0.00021 dollars for each").hasToString("1.316");
    assertThat(first.evidence())
        .isInstanceOfSatisfying(
            Advice.CheaperModel.class,
            evidence -> {
              assertThat(evidence.instead()).isEqualTo("openai/gpt-4o-mini");
              assertThat(evidence.outcomes()).isEqualTo(new Advice.Outcomes(380, 20));
              assertThat(evidence.outcomesInstead()).isEqualTo(new Advice.Outcomes(290, 10));
              assertThat(evidence.differenceAtLeast())
                  .isBetween(new BigDecimal("-0.02"), new BigDecimal("0.02"));
              assertThat(evidence.sizes()).isEqualTo(new Advice.Sizes(1_000, 100));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "too few of the cheaper one,      400, 380, 20,  99,  99,  0, 1000",
    "too few of the present one,       99,  99,  0, 300, 290, 10, 1000",
    "the cheaper one fails more,      400, 400,  0, 300, 285, 15, 1000",
    "all good but too few to be sure, 400, 400,  0, 120, 120,  0, 1000",
    "given up by callers is nothing,  400, 380, 20, 300,  50,  0, 1000",
    "other calls altogether,          400, 380, 20, 300, 290, 10,  100"
  })
  void whereTheEvidenceIsTooThinNothingIsAdvised(
      String why,
      long calls,
      long completed,
      long failed,
      long cheapCalls,
      long cheapCompleted,
      long cheapFailed,
      long cheapInput) {
    calls(DEAR, 0, calls, completed, failed);
    calls(CHEAP, 0, cheapCalls, cheapCompleted, cheapFailed, cheapInput);

    assertThat(find()).as(why).isEmpty();
  }

  @Test
  void whatHasNoPriceElsewhereIsNotGuessed() {
    calls(DEAR, 0, 400, 380, 20);
    calls("gpt-unheard-of", 0, 400, 400, 0);

    assertThat(find()).isEmpty();

    calls(CHEAP, 0, 400, 400, 0);
    assertThat(find()).extracting(Advice::model).containsExactly("openai/gpt-4o");

    database
        .sql(
            "UPDATE agent_usage_counts SET bucket = 'rerank_searches' WHERE agent_id = ? AND"
                + " bucket = 'output_visible'")
        .param(agent)
        .update();
    assertThat(find()).as("the cheaper model has no price for them").isEmpty();
  }

  @Test
  void nobodyIsAdvisedToPayMore() {
    calls(CHEAP, 0, 400, 380, 20);
    calls(DEAR, 0, 400, 400, 0);

    assertThat(find()).isEmpty();
  }

  @Test
  void whatCachesShorterInputsAndBatchesWouldHaveSavedIsAdvised() {
    calls(DEAR, 0, 400, 380, 20);
    missed("missed = 19, cacheable = 30, missed_tokens = 90000, cache_saving = 0.1");
    missed(
        "dear = 19, dear_continued = 5, dear_surcharge = 0.4, batchable = 19, batch_saving = 0.3");
    assertThat(find()).as("19 calls of each are too few").isEmpty();

    missed("missed = 20, cache_read_tokens = 30000");
    missed("dear = 20, batchable = 20");

    assertThat(find())
        .extracting(Advice::kind)
        .containsExactly(Kind.SHORTER_CONTEXT, Kind.BATCH, Kind.PROMPT_CACHE);
    Advice cache = find().getLast();
    assertThat(cache.saving()).hasToString("0.1");
    assertThat(cache.evidence()).isEqualTo(new Advice.PromptCache(30, 20, 90_000, 30_000, 75));
    assertThat(find().getFirst().evidence())
        .isEqualTo(new Advice.ShorterContext(20, 5, 1_000, new Advice.Sizes(1_000, 100)));

    missed("cache_saving = -0.1");
    assertThat(find()).extracting(Advice::kind).doesNotContain(Kind.PROMPT_CACHE);
  }

  @Test
  void itIsToldToEverybodyKnown() {
    calls(DEAR, 0, 400, 380, 20);
    calls(CHEAP, 0, 300, 290, 10);

    Answer answer =
        client
            .as(Role.VIEWER)
            .get("/api/v1/costs/advice?agent_id=%s&from=%s&to=%s".formatted(agent, DAY, DAY));

    assertThat(answer.status()).isEqualTo(200);
    JsonNode first = answer.json().path("data").path(0);
    assertThat(first.path("kind").asString()).isEqualTo("cheaper_model");
    assertThat(first.path("saving").asString()).isEqualTo("1.316");
    assertThat(first.path("evidence").path("outcomes_instead").path("completed").intValue())
        .isEqualTo(290);
    assertThat(client.withoutToken().get("/api/v1/costs/advice").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=1001",
        "from=2026-01-01&to=2026-11-01",
        "from=2026-11-02&to=2026-11-01",
        "agent_id=a%00b"
      })
  void whatCannotBeAskedIsRefused(String query) {
    assertThat(client.get("/api/v1/costs/advice?" + query).problemCode())
        .isEqualTo("invalid_request");
  }

  @Test
  void sumsOfAgentsAreReadByIndexes() {
    AdviceQuery query =
        new AdviceQuery(null, LocalDate.parse("2024-03-01"), LocalDate.parse("2024-03-15"), true);
    Map<String, Object> parameters =
        Map.of(
            "from",
            query.from(),
            "until",
            query.until(),
            "simulated",
            true,
            "limit",
            10,
            "agent",
            "many-7",
            "provider",
            "openai",
            "model",
            "m-1");
    String plans =
        transactions.execute(
            status -> {
              status.setRollbackOnly();
              database.sql(MANY).update();
              database.sql("ANALYZE agent_usage").update();
              return explain(AgentUsage.MODELS, parameters) + explain(AgentUsage.PARTS, parameters);
            });

    assertThat(Objects.requireNonNull(plans))
        .containsPattern("agent_usage_(pkey|by_day)")
        .doesNotContain("Seq Scan on agent_usage ");
  }

  @Test
  void ofAllAgentsOnlyTheDaysAskedForAreReadAndOnlySoManyModelsAreKept() {
    AdviceQuery query =
        new AdviceQuery(null, LocalDate.parse("2024-03-01"), LocalDate.parse("2024-03-15"), true);
    String plan =
        transactions.execute(
            status -> {
              status.setRollbackOnly();
              database.sql(MANY).update();
              database.sql("ANALYZE agent_usage").update();
              return String.join(
                  "\n",
                  AgentUsage.bind(database.sql("EXPLAIN " + AgentUsage.MODELS), query, 10)
                      .query(String.class)
                      .list());
            });

    assertThat(Objects.requireNonNull(plan))
        .contains("Limit", "agent_usage_by_day", "Index Cond: ((day >= ")
        .doesNotContain("Seq Scan");
  }

  private String explain(String sql, Map<String, Object> parameters) {
    return String.join(
        "\n", database.sql("EXPLAIN " + sql).params(parameters).query(String.class).list());
  }

  private List<Advice> find() {
    return advice.find(new AdviceQuery(agent, DAY, DAY.plusDays(1), false), 100);
  }

  private void calls(String model, int shard, long calls, long completed, long failed) {
    calls(model, shard, calls, completed, failed, 1_000);
  }

  private void calls(String model, int shard, long calls, long completed, long failed, long input) {
    for (String sql : List.of(CALLS, COUNTS)) {
      database
          .sql(sql)
          .param("agent", agent)
          .param("model", model)
          .param("day", DAY)
          .param("shard", shard)
          .param("calls", calls)
          .param("completed", completed)
          .param("failed", failed)
          .param("cost", BigDecimal.valueOf(calls * (model.equals(DEAR) ? 350 : 21), 5))
          .param("input", calls * input)
          .param("output", calls * 100)
          .param("largest", input)
          .update();
    }
  }

  private void missed(String set) {
    database.sql("UPDATE agent_usage SET " + set + " WHERE agent_id = ?").param(agent).update();
  }
}
