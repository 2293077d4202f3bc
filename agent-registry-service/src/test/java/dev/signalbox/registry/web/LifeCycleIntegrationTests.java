package dev.signalbox.registry.web;

import static dev.signalbox.registry.web.AgentsIntegrationTests.gardener;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.kit.testing.TestTokens;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class LifeCycleIntegrationTests {

  @Autowired ServiceClient client;
  @Autowired RecordedEvents recorded;

  @Test
  void anAgentGoesThroughItsLifeAndEachStepIsAnEvent() {
    Answer draft =
        client.post(
            "/api/v1/agents",
            gardener("lively", "Knows plants.").replaceFirst("\\{", "{\"status\": \"draft\","));
    assertThat(draft.json().path("status").asString()).isEqualTo("draft");

    for (List<String> step :
        List.of(
            List.of("activate", "active"),
            List.of("drain", "draining"),
            List.of("activate", "active"),
            List.of("isolate", "isolated"),
            List.of("restore", "active"),
            List.of("retire", "retired"),
            List.of("restore", "draft"))) {
      Answer answer =
          client.post(
              "/api/v1/agents/lively/" + step.getFirst(),
              "{\"reason\": \"because of %s\"}".formatted(step.getFirst()));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().path("status").asString()).isEqualTo(step.getLast());
      assertThat(answer.json().path("status_reason").asString())
          .isEqualTo("because of " + step.getFirst());
      assertThat(client.get("/api/v1/agents/lively").json()).isEqualTo(answer.json());
    }

    Event last =
        recorded.awaitEvent(
            Topics.AGENTS,
            event ->
                event.subject().equals("agent/lively")
                    && event.type().equals("signalbox.agent.restored.v1")
                    && event.data().path("status").asString().equals("draft"));
    assertThat(last.data().path("description").asString()).isEqualTo("Knows plants.");
    assertThat(last.data().path("health").asString()).isEqualTo("unknown");
    assertThat(last.data().path("recovery_share").intValue()).isEqualTo(100);
    assertThat(last.data().path("max_concurrent_requests").intValue()).isEqualTo(5);
    assertThat(
            recorded.all(Topics.AGENTS).stream()
                .filter(event -> event.subject().equals("agent/lively")))
        .extracting(event -> event.type().split("\\.")[2])
        .containsExactly(
            "registered",
            "activated",
            "drain-started",
            "activated",
            "isolated",
            "restored",
            "retired",
            "restored");
  }

  @Test
  void aStepThatDoesNotFitIsRefusedWithThoseThatDo() {
    client.post("/api/v1/agents", gardener("stubborn", "Knows plants."));

    Answer refused = client.post("/api/v1/agents/stubborn/restore", "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problemCode()).isEqualTo("agent_status_conflict");
    assertThat(refused.json().path("detail").asString()).contains("drain, isolate, retire");
    assertThat(client.post("/api/v1/agents/nobody/drain", "").status()).isEqualTo(404);
    assertThat(client.post("/api/v1/agents/stubborn/explode", "").status()).isEqualTo(404);
    assertThat(
            client
                .post(
                    "/api/v1/agents/stubborn/drain",
                    "{\"reason\": \"%s\"}".formatted("x".repeat(501)))
                .status())
        .isEqualTo(400);
    assertThat(client.as(Role.OPERATOR).post("/api/v1/agents/stubborn/drain", "").status())
        .isEqualTo(403);
  }

  @Test
  void theSameStepAgainChangesNothing() {
    client.post("/api/v1/agents", gardener("calm", "Knows plants."));
    Answer once = client.post("/api/v1/agents/calm/drain", "{\"reason\": \"moving\"}");

    Answer twice = client.post("/api/v1/agents/calm/drain", "{\"reason\": \"again\"}");

    assertThat(twice.json()).isEqualTo(once.json());
  }

  @Test
  void aChangeOfStandingChangesTheTagButStopsNobodyWhoReadTheDefinition() {
    Answer read = client.post("/api/v1/agents", gardener("tagged", "Knows plants."));
    String tag = Objects.requireNonNull(read.header("ETag"));

    Answer drained = client.post("/api/v1/agents/tagged/drain", "");

    assertThat(drained.header("ETag")).isNotEqualTo(tag);
    assertThat(client.with("If-None-Match", tag).get("/api/v1/agents/tagged").status())
        .isEqualTo(200);
    Answer replaced =
        client
            .with("If-Match", tag)
            .put("/api/v1/agents/tagged", gardener("tagged", "Knows trees."));
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.json().path("status").asString()).isEqualTo("draining");
    assertThat(client.with("If-Match", tag).post("/api/v1/agents/tagged/isolate", "").status())
        .isEqualTo(412);
  }

  @Test
  void versionsAreKeptComparedAndGoneBackTo() {
    client.post("/api/v1/agents", gardener("versed", "Knows plants."));
    ServiceClient any = client.with("If-Match", "*");
    any.put("/api/v1/agents/versed", gardener("versed", "Knows trees."));
    any.put(
        "/api/v1/agents/versed",
        gardener("versed", "Knows trees.").replace("Water my ficus", "Water my oak"));

    JsonNode list = client.get("/api/v1/agents/versed/versions?limit=2").json();
    assertThat(list.path("data").findValuesAsString("version")).containsExactly("3", "2");
    JsonNode rest =
        client
            .get("/api/v1/agents/versed/versions?cursor=" + list.path("next_cursor").asString())
            .json();
    assertThat(rest.path("data").findValuesAsString("version")).containsExactly("1");
    assertThat(rest.path("next_cursor").isNull()).isTrue();
    assertThat(
            client
                .get("/api/v1/agents/versed/versions/1")
                .json()
                .path("definition")
                .path("description")
                .asString())
        .isEqualTo("Knows plants.");

    JsonNode difference = client.get("/api/v1/agents/versed/versions/diff?from=1&to=3").json();
    assertThat(difference.path("changes").findValuesAsString("path"))
        .containsExactly("description", "skills[Water].examples");
    assertThat(difference.path("changes").path(0).path("to").asString()).isEqualTo("Knows trees.");

    Answer back = client.post("/api/v1/agents/versed/versions/1/rollback", "");
    assertThat(back.json().path("version").intValue()).isEqualTo(4);
    assertThat(back.json().path("description").asString()).isEqualTo("Knows plants.");
    assertThat(
            client
                .get("/api/v1/agents/versed/versions/diff?from=1&to=4")
                .json()
                .path("changes")
                .isEmpty())
        .isTrue();

    assertThat(client.get("/api/v1/agents/versed/versions/9").problemCode())
        .isEqualTo("version_not_found");
    assertThat(client.post("/api/v1/agents/versed/versions/9/rollback", "").status())
        .isEqualTo(404);
    assertThat(client.get("/api/v1/agents/nobody/versions").problemCode())
        .isEqualTo("agent_not_found");
    assertThat(client.get("/api/v1/agents/versed/versions?limit=101").status()).isEqualTo(400);
    assertThat(
            client.as(Role.OPERATOR).post("/api/v1/agents/versed/versions/1/rollback", "").status())
        .isEqualTo(403);
  }

  @Test
  void onlyTheLastHundredVersionsAreKept() {
    client.post("/api/v1/agents", gardener("restless", "Version 1."));
    ServiceClient any = client.with("If-Match", "*");
    for (int number = 2; number <= 103; number++) {
      any.put("/api/v1/agents/restless", gardener("restless", "Version " + number + "."));
    }

    assertThat(client.get("/api/v1/agents/restless/versions/3").status()).isEqualTo(404);
    assertThat(client.get("/api/v1/agents/restless/versions/4").status()).isEqualTo(200);
  }

  @Test
  void aBackupMustBeThere() {
    String body =
        gardener("careful", "Knows plants.")
            .replaceFirst("\\{", "{\"backup_agent_id\": \"nobody-yet\",");

    Answer refused = client.post("/api/v1/agents", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("errors").findValuesAsString("field"))
        .containsExactly("backup_agent_id");

    client.post("/api/v1/agents", gardener("nobody-yet", "Steps in."));
    assertThat(client.post("/api/v1/agents", body).json().path("backup_agent_id").asString())
        .isEqualTo("nobody-yet");
  }

  @Test
  void aKeyThatIsConfinedToSomeAgentsKnowsOfNoOther() {
    client.post("/api/v1/agents", gardener("granted", "Knows plants."));
    client.post("/api/v1/agents", gardener("secret", "Knows plants."));
    ServiceClient confined =
        client.with(
            "Authorization",
            "Bearer " + TestTokens.token(Role.ADMIN).claim("agents", List.of("granted")).sign());

    assertThat(confined.get("/api/v1/agents").json().path("data").findValuesAsString("agent_id"))
        .containsExactly("granted");
    assertThat(confined.get("/api/v1/agents/status").json().path("registered_agents").intValue())
        .isEqualTo(1);
    assertThat(confined.get("/api/v1/agents/granted").status()).isEqualTo(200);
    assertThat(confined.get("/api/v1/agents/secret").problemCode()).isEqualTo("agent_not_found");
    assertThat(confined.post("/api/v1/agents/secret/retire", "").status()).isEqualTo(404);
    assertThat(confined.delete("/api/v1/agents/secret").status()).isEqualTo(404);
    assertThat(confined.get("/api/v1/agents/export").json().path("agents").size()).isEqualTo(1);
  }
}
