package dev.signalbox.routing.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.routing.testing.FakePlatform;
import dev.signalbox.routing.testing.Reply;
import dev.signalbox.routing.testing.RoutingTest;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FallbackIntegrationTests extends RoutingTest {

  private static final String CLOCKS =
      "\"skills\":[{\"name\":\"clocks\",\"description\":\"\",\"examples\":[\"Repair the pendulum of my grandfather clock\"]}]";
  private static final String BEES =
      "\"skills\":[{\"name\":\"bees\",\"description\":\"\",\"examples\":[\"Move the bee hives to the heather before it blooms\"]}]";
  private static final String BEE = "Move the bee hives to the heather before it blooms";
  private static final String CLOCK = "Repair the pendulum of my grandfather clock";

  /** Without skills there is nothing to be learnt of it: its name has no words. */
  private static String agent(String id, String more) {
    return "{\"agent_id\":\"%s\",\"agent_type\":\"built_in\",\"name\":\"-\",\"prompt\":\"You are %s.\"%s}"
        .formatted(id, id, more);
  }

  private boolean craftsmenAreThere;

  /** What agents can do is learnt once for all tests: it takes the longest. */
  private void craftsmen() {
    if (craftsmenAreThere) {
      return;
    }
    craftsmenAreThere = true;
    define(
        agent("clock_a", ",\"backup_agent_id\":\"clock_backup\"," + CLOCKS),
        agent("clock_b", ",\"backup_agent_id\":\"clock_backup\"," + CLOCKS),
        agent("clock_backup", ""),
        agent("draining", "," + BEES));
  }

  @AfterAll
  void forgetTheCraftsmen() {
    forget("clock_a", "clock_b", "clock_backup", "busy", "stand_in", "idle", "draining", "broken");
  }

  private static List<String> prompts() {
    return PLATFORM.modelCalls().stream()
        .map(call -> call.body().path("messages").path(0).path("content").asString())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 429})
  void goesToTheNextCandidateAndThenToTheBackup(int status) {
    craftsmen();
    PLATFORM.next(Reply.failing(status, "down"), Reply.failing(status, "down"));

    List<EventStream.Received> events = stream(ask(CLOCK));

    assertThat(events)
        .extracting(EventStream.Received::name)
        .containsExactly(
            "routing", "routing", "routing", "delta", "delta", "delta", "usage", "done");
    // The two are alike but for how they fared before.
    assertThat(prompts().subList(0, 2))
        .containsExactlyInAnyOrder("You are clock_a.", "You are clock_b.");
    assertThat(prompts()).hasSize(3).last().isEqualTo("You are clock_backup.");
    JsonNode last = events.get(2).json();
    assertThat(last.path("basis").asString()).isEqualTo("fallback");
    assertThat(last.path("previous_agent_id")).isEqualTo(events.get(1).json().path("agent_id"));
    assertThat(last.path("reason").asString()).isNotEmpty();
    assertThat(events.getFirst().json().path("basis").asString()).isEqualTo("meaning");
    JsonNode done = events.getLast().json();
    assertThat(done.path("agent_id").asString()).isEqualTo("clock_backup");
    assertThat(
            jdbc.sql(
                    "SELECT agent_id || ' ' || jsonb_array_length(tried) || ' ' || status FROM runs WHERE run_id = :run")
                .param("run", done.path("run_id").asString())
                .query(String.class)
                .single())
        .isEqualTo("clock_backup 2 completed");
    assertThat(messages(done.path("conversation_id").asString())).hasSize(2);
  }

  @Test
  void endsInAClearProblemWhenNobodyIsLeft() {
    craftsmen();
    PLATFORM.next(
        Reply.failing(500, "broken"), Reply.failing(500, "broken"), Reply.failing(503, "down"));

    ServiceClient.Answer answer = post(ask(CLOCK));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.problemCode()).isEqualTo("provider_unavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(answer.json().path("answer").asString()).contains("try again");
    assertThat(
            answer
                .json()
                .path("tried")
                .valueStream()
                .map(tried -> tried.path("agent_id").asString()))
        .containsExactlyInAnyOrder("clock_a", "clock_b", "clock_backup")
        .last()
        .isEqualTo("clock_backup");
    assertThat(PLATFORM.modelCalls()).hasSize(3);
  }

  @Test
  void neverChangesTheAgentOnceTheClientHasSeenAnything() {
    craftsmen();
    PLATFORM.next(Reply.failingInMidStream("Half an", "provider_error"));

    List<EventStream.Received> events = stream(ask(CLOCK));

    assertThat(events)
        .extracting(EventStream.Received::name)
        .containsExactly("routing", "delta", "error");
    assertThat(PLATFORM.modelCalls()).hasSize(1);
  }

  @Test
  void neverChangesTheAgentOnceAToolWasCalled() {
    craftsmen();
    PLATFORM.next(Reply.callingTool("invented", "{", "}"), Reply.failing(500, "broken"));

    List<EventStream.Received> events = stream(ask(CLOCK));

    assertThat(events)
        .extracting(EventStream.Received::name)
        .containsExactly("routing", "tool_call", "tool_result", "error");
  }

  @Test
  void doesNotSpendABudgetThatIsGoneWithOthers() {
    craftsmen();
    PLATFORM.next(
        (exchange, call) ->
            FakePlatform.answer(
                exchange,
                429,
                "{\"error\":{\"message\":\"Nothing left\",\"code\":\"budget_exhausted\"}}"));

    ServiceClient.Answer answer = post(ask(CLOCK));

    assertThat(answer.problemCode()).isEqualTo("budget_exhausted");
    assertThat(PLATFORM.modelCalls()).hasSize(1);
  }

  @Test
  void asksOnlyTheBackupOfAnAgentThatWasAskedForByName() {
    craftsmen();
    PLATFORM.next(Reply.failing(500, "broken"));

    JsonNode answer = post("{\"message\":\"Hello\",\"agent_id\":\"clock_a\"}").json();

    assertThat(answer.path("agent_id").asString()).isEqualTo("clock_backup");
    assertThat(prompts()).containsExactly("You are clock_a.", "You are clock_backup.");
  }

  @Test
  void usesNobodyTheCallerMayNot() {
    craftsmen();
    PLATFORM.next(Reply.failing(500, "broken"));
    ServiceClient confined = callerFor("clock_a", "clock_b");

    ServiceClient.Answer answer =
        confined.post("/api/v1/agents/message", "{\"message\":\"Hello\",\"agent_id\":\"clock_a\"}");

    assertThat(answer.problemCode()).isEqualTo("provider_error");
    assertThat(PLATFORM.modelCalls()).hasSize(1);
  }

  @Test
  void givesAnAgentNoMoreThanItMayWorkOn() {
    define(
        agent(
            "busy", ",\"limits\":{\"max_concurrent_requests\":1},\"backup_agent_id\":\"stand_in\""),
        agent("stand_in", ""));
    String toA = "{\"message\":\"Hello\",\"agent_id\":\"busy\"}";
    CountDownLatch gate = new CountDownLatch(1);
    PLATFORM.next(Reply.gated(gate, Reply.saying("First")));
    try (EventStream first = client.sse("/api/v1/agents/message", toA)) {
      assertThat(Objects.requireNonNull(first.next()).json().path("agent_id").asString())
          .isEqualTo("busy");
      JsonNode second = post(toA).json();
      forget("stand_in");
      ServiceClient.Answer third = post(toA);
      gate.countDown();

      assertThat(second.path("agent_id").asString()).isEqualTo("stand_in");
      assertThat(third.status()).isEqualTo(503);
      assertThat(third.problemCode()).isEqualTo("agent_busy");
      assertThat(third.header("Retry-After")).isEqualTo("2");
      assertThat(first.all().getLast().name()).isEqualTo("done");
    }
    assertThat(post(toA).json().path("agent_id").asString()).isEqualTo("busy");
  }

  @Test
  void putsTheBackupInThePlaceOfAnIsolatedAgent() {
    define(
        agent("idle", ",\"status\":\"isolated\",\"backup_agent_id\":\"stand_in\""),
        agent("stand_in", ""));

    JsonNode requested = post("{\"message\":\"Hello\",\"agent_id\":\"idle\"}").json();

    assertThat(requested.path("agent_id").asString()).isEqualTo("stand_in");
  }

  @Test
  void letsADrainingAgentEndItsConversationsButBeginNone() {
    craftsmen();
    String conversation = post(ask(BEE)).json().path("conversation_id").asString();
    define(agent("draining", ",\"status\":\"draining\"," + BEES));

    assertThat(post(ask("and why?", conversation)).json().path("agent_id").asString())
        .isEqualTo("draining");
    assertThat(post(ask(BEE)).json().path("agent_id").asString()).isNotEqualTo("draining");
    assertThat(post("{\"message\":\"Hello\",\"agent_id\":\"draining\"}").problemCode())
        .isEqualTo("agent_unavailable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"draft", "retired"})
  void refusesAgentsThatAreNotInService(String status) {
    define(agent("idle", ",\"status\":\"" + status + "\""));

    ServiceClient.Answer answer = post("{\"message\":\"Hello\",\"agent_id\":\"idle\"}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.problemCode()).isEqualTo("agent_not_runnable");
  }

  @Test
  void leavesAnAgentAloneThatFailsTimeAfterTime() {
    define(agent("broken", ""));
    String toA = "{\"message\":\"Hello\",\"agent_id\":\"broken\"}";
    for (int i = 0; i < 30; i++) {
      PLATFORM.next(Reply.failing(400, "not that"));
      assertThat(post(toA).problemCode()).isEqualTo("provider_refused");
    }
    for (int i = 0; i < 30; i++) {
      PLATFORM.next(Reply.failing(500, "broken"));
      assertThat(post(toA).problemCode()).isEqualTo("provider_error");
    }

    ServiceClient.Answer left = post(toA);

    assertThat(left.problemCode()).isEqualTo("agent_unavailable");
    assertThat(PLATFORM.modelCalls()).hasSize(60);
  }
}
