package dev.signalbox.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import dev.signalbox.kit.testing.TestTokens;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class MeteringIntegrationTests extends StreamingServiceTest {

  @Autowired private ObservationRegistry observations;

  @Test
  void anAttemptIsToldTwiceUnderItsConversationInTheOrderOfCauses() {
    String conversation = IdKind.CONVERSATION.next();
    String run = IdKind.RUN.next();
    String cause = IdKind.EVENT.next();

    Answer answer =
        client
            .with("X-Signalbox-Conversation-Id", conversation)
            .with("X-Signalbox-Run-Id", run)
            .with("X-Signalbox-Agent-Id", "coding")
            .with("X-Signalbox-Causation-Id", cause)
            .post(CHAT, whole("gpt-4"));

    JsonNode attempt = attempts(requestId(answer)).getFirst();
    String id = attempt.path("attempt_id").asString();
    assertThat(id).isEqualTo(answer.header("X-Signalbox-Attempt-Id"));
    Event usage = usageOf(id);
    Event started =
        recorded.awaitEvent(
            Topics.USAGE, event -> event.id().equals(attempt.path("started_event_id").asString()));
    assertThat(started.type()).isEqualTo("signalbox.attempt.started.v1");
    assertThat(started.subject()).isEqualTo("conversation/" + conversation);
    assertThat(started.causationId()).isEqualTo(cause);
    assertThat(usage.id()).isEqualTo(attempt.path("ended_event_id").asString());
    assertThat(usage.subject()).isEqualTo("conversation/" + conversation);
    assertThat(usage.causationId()).isEqualTo(started.id());
    assertThat(trace(usage)).isEqualTo(trace(started));
    JsonNode data = usage.data();
    assertThat(data.path("conversation_id").asString()).isEqualTo(conversation);
    assertThat(data.path("run_id").asString()).isEqualTo(run);
    assertThat(data.path("agent_id").asString()).isEqualTo("coding");
    assertThat(data.path("key_id").asString()).startsWith("key_");
    assertThat(data.path("user").asString()).isEqualTo("test-user");
    assertThat(data.path("team").asString()).isEqualTo("test-team");
    assertThat(data.path("provider").asString()).isEqualTo("openai");
    assertThat(data.path("model").asString()).isEqualTo("gpt-4");
    assertThat(data.path("requested_model").asString()).isEqualTo("gpt-4");
    assertThat(data.path("simulated").asBoolean()).isFalse();
    assertThat(data.path("outcome").asString()).isEqualTo("completed");
    assertThat(data.path("usage_source").asString()).isEqualTo("provider");
    assertThat(data.path("api_flavor").asString()).isEqualTo("chat");
    assertThat(data.at("/buckets/input_uncached").asInt())
        .isEqualTo(data.at("/provider_usage/prompt_tokens").asInt());
    assertThat(data.path("started_at").isString()).isTrue();
    assertThat(data.path("ended_at").isString()).isTrue();
  }

  @Test
  void withoutAConversationTheAttemptIsTheSubject() {
    Answer answer = client.post(CHAT, whole("gpt-4"));

    String id = String.valueOf(answer.header("X-Signalbox-Attempt-Id"));
    assertThat(usageOf(id).subject()).isEqualTo("attempt/" + id);
  }

  @Test
  void theEndIsRecordedBeforeTheClientSeesIt() {
    String requestId = IdKind.REQUEST.next();
    String model = scripted("{\"content\":\"done\"}");
    try (EventStream events = asking(requestId).sse(CHAT, stream("openai/" + model))) {
      EventStream.Received event = events.next();
      while (event != null && !event.data().equals("[DONE]")) {
        event = events.next();
      }
      assertThat(event).isNotNull();
      assertThat(attempts(requestId).getFirst().path("status").asString()).isEqualTo("completed");
    }
  }

  @Test
  void othersSeeOnlyTheAttemptsOfTheirOwnKey() {
    String requestId = requestId(client.post(CHAT, whole("gpt-4")));
    String stranger =
        "Bearer " + TestTokens.token(Role.OPERATOR).claim("key_id", IdKind.KEY.next()).sign();
    String path = "/api/v1/attempts?request_id=" + requestId;

    assertThat(client.as(Role.OPERATOR).get(path).json().path("data")).hasSize(1);
    assertThat(client.with("Authorization", stranger).get(path).json().path("data")).isEmpty();
  }

  @Test
  void withoutTheDatabaseNothingIsAttempted() {
    String model = newModel();
    TestInfrastructure.database().execute("ALTER ROLE streaming CONNECTION LIMIT 0");
    try {
      TestInfrastructure.database()
          .execute(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'streaming'");
      Answer answer = client.post(CHAT, whole("openai/" + model));

      assertThat(answer.status()).isEqualTo(503);
      assertThat(error(answer, "code")).isEqualTo("metering_unavailable");
      assertThat(answer.header("Retry-After")).isEqualTo("5");
      assertThat(askedFor(model)).isEmpty();
    } finally {
      TestInfrastructure.database().execute("ALTER ROLE streaming CONNECTION LIMIT -1");
    }
    await()
        .untilAsserted(
            () -> assertThat(client.post(CHAT, whole("openai/" + model)).status()).isEqualTo(200));
  }

  @Test
  void aDatabaseThatGoesAwayMidStreamLeavesTheAttemptToItsLease() {
    String requestId = IdKind.REQUEST.next();
    String model = scripted("{\"content\":\"one two three four\",\"tokens_per_second\":2}");
    try (EventStream events = asking(requestId).sse(CHAT, stream("openai/" + model))) {
      assertThat(events.next()).isNotNull();
      TestInfrastructure.database().execute("ALTER ROLE streaming CONNECTION LIMIT 0");
      TestInfrastructure.database()
          .execute(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'streaming'");
      assertThat(events.text()).contains("\"error\"").doesNotContain("[DONE]");
    } finally {
      TestInfrastructure.database().execute("ALTER ROLE streaming CONNECTION LIMIT -1");
    }

    await()
        .untilAsserted(
            () -> {
              assertThat(attempts(requestId))
                  .singleElement()
                  .satisfies(
                      attempt -> {
                        assertThat(attempt.path("status").asString()).isEqualTo("lost");
                        assertThat(attempt.path("usage_source").asString()).isEqualTo("estimated");
                      });
            });
    String id = attempts(requestId).getFirst().path("attempt_id").asString();
    assertThat(usageOf(id).data().path("outcome").asString()).isEqualTo("lost");
    assertThat(usageEvents(id)).isEqualTo(1);
  }

  @Test
  void metricsAreLabelledFromTheCatalogueOnly() {
    client.post(CHAT, whole("gpt-4"));
    client.post(CHAT, stream("gpt-4"));
    client.post(CHAT, whole("openai/an-invented-name"));

    String metrics = client.get("/actuator/prometheus").body();
    assertThat(metrics)
        .contains("gen_ai_client_token_usage")
        .contains("gen_ai_server_request_duration_seconds_count")
        .contains("gen_ai_client_operation_duration_seconds_count")
        .contains("gen_ai_server_time_per_output_token_seconds_count")
        .contains("gen_ai_request_model=\"gpt-4\"")
        .contains("gen_ai_request_model=\"other\"")
        .contains("signalbox_streaming_overhead_seconds_bucket")
        .doesNotContain("an-invented-name");
  }

  @Test
  void anAttemptIsASpanThatTellsWhatItUsed() {
    List<Observation.Context> ended = new CopyOnWriteArrayList<>();
    observations
        .observationConfig()
        .observationHandler(
            new ObservationHandler<>() {
              @Override
              public void onStop(Observation.Context context) {
                ended.add(context);
              }

              @Override
              public boolean supportsContext(Observation.Context context) {
                return "gen_ai.client.operation.duration".equals(context.getName());
              }
            });
    String model = scripted("{\"content\":\"one\",\"tokens\":{\"input\":40,\"output\":9}}");

    Answer answer = client.post(CHAT, whole("openai/" + model));
    client.post(CHAT, whole("openai/" + model + "-fault-500"));

    await().until(() -> ended.size() == 2);
    assertThat(ended.getFirst().getContextualName()).isEqualTo("chat " + model);
    assertThat(ended.getFirst().getAllKeyValues())
        .contains(
            KeyValue.of("gen_ai.provider.name", "openai"),
            KeyValue.of("gen_ai.request.model", "other"),
            KeyValue.of("gen_ai.response.model", model),
            KeyValue.of("gen_ai.usage.input_tokens", "40"),
            KeyValue.of("gen_ai.usage.output_tokens", "9"),
            KeyValue.of("error.type", "none"),
            KeyValue.of(
                "signalbox.attempt.id", String.valueOf(answer.header("X-Signalbox-Attempt-Id"))));
    assertThat(ended.getLast().getAllKeyValues())
        .contains(KeyValue.of("error.type", "provider_error"));
  }

  @Test
  void inventedNamesMakeNoNewSeries() {
    client.post(CHAT, whole("openai/a-first-invented-name"));
    List<String> before = series();

    for (int number = 0; number < 50; number++) {
      client
          .with("X-Signalbox-Agent-Id", "agent-" + number)
          .post(CHAT, whole("openai/invented-" + number));
    }

    assertThat(series()).isEqualTo(before);
  }

  /** All of the gateway's own, without their values. */
  private List<String> series() {
    return client
        .get("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith("gen_ai") || line.startsWith("signalbox_streaming"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .toList();
  }

  @Test
  void aDatabaseThatDoesNotAnswerHoldsNobodyUp() throws Exception {
    String model = newModel();
    TestDatabase database = TestInfrastructure.database();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        Connection other = database.connect(database.owner(), database.ownerPassword());
        Statement lock = other.createStatement()) {
      other.setAutoCommit(false);
      lock.execute("LOCK TABLE streaming.attempt IN ACCESS EXCLUSIVE MODE");
      List<Future<Answer>> answers = new ArrayList<>();
      for (int request = 0; request < 20; request++) {
        answers.add(clients.submit(() -> client.post(CHAT, whole("openai/" + model))));
      }
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(503);
        assertThat(error(answer.get(), "code")).isEqualTo("metering_unavailable");
      }
      other.rollback();
    }

    assertThat(askedFor(model)).isEmpty();
    assertThat(client.post(CHAT, whole("openai/" + model)).status()).isEqualTo(200);
  }

  private static String trace(Event event) {
    String traceparent = event.traceparent();
    assertThat(traceparent).isNotNull();
    return String.valueOf(traceparent).split("-", -1)[1];
  }
}
