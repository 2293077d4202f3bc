package dev.signalbox.registry.web;

import static dev.signalbox.registry.web.AgentsIntegrationTests.gardener;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.alert.DeliverDue;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.MailServer;
import dev.signalbox.kit.testing.MutableClock;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.registry.recovery.RecoverAgents;
import dev.signalbox.registry.testing.AgentServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import tools.jackson.databind.JsonNode;

@ServiceIntegrationTest
class RecoveryIntegrationTests {

  @Autowired ServiceClient client;
  @Autowired RecordedEvents recorded;
  @Autowired RecoverAgents recover;
  @Autowired DeliverDue deliver;
  @Autowired JavaMailSenderImpl mail;
  @Autowired JdbcClient database;
  @Autowired MutableClock clock;

  private final AgentServer server = new AgentServer();

  @AfterEach
  void close() {
    server.close();
    clock.reset();
  }

  @Test
  void aFailingAgentIsIsolatedProbedAndBroughtBackLittleByLittle() {
    Instant now = Instant.now();
    clock.stopAt(now);
    server.reply("/health", 200, "");
    client.post("/api/v1/agents", remote("comeback"));
    server.reply("/health", 500, "");
    check("comeback", 3);
    look();
    assertThat(status("comeback")).isEqualTo("active 100");

    clock.advance(Duration.ofMinutes(2));
    look();
    assertThat(status("comeback")).isEqualTo("isolated 100");
    assertThat(agent("comeback").path("status_reason").asString())
        .isEqualTo("it fails: the health check answered with status 500");

    clock.advance(Duration.ofMinutes(15));
    look();
    look();
    server.reply("/health", 200, "");
    check("comeback", 2);
    look();
    assertThat(status("comeback")).isEqualTo("active 10");
    clock.advance(Duration.ofMinutes(2));
    look();
    assertThat(status("comeback")).isEqualTo("active 25");

    server.reply("/health", 500, "");
    check("comeback", 3);
    look();
    assertThat(status("comeback")).isEqualTo("isolated 100");
    server.reply("/health", 200, "");
    check("comeback", 2);
    look();
    for (int share : new int[] {10, 25, 50}) {
      assertThat(status("comeback")).isEqualTo("active " + share);
      clock.advance(Duration.ofMinutes(2));
      look();
    }
    assertThat(status("comeback")).isEqualTo("active 100");
    assertThat(
            client.get("/api/v1/agents/comeback/recovery").json().path("recovering").booleanValue())
        .isFalse();

    recorded.awaitEvent(
        Topics.AGENTS,
        event ->
            event.subject().equals("agent/comeback")
                && event.type().equals("signalbox.agent.recovered.v1"));
    assertThat(
            recorded.all(Topics.AGENTS).stream()
                .filter(event -> event.subject().equals("agent/comeback"))
                .map(
                    event ->
                        event.type().split("\\.")[2]
                            + ' '
                            + event.data().path("recovery_share").intValue())
                .filter(step -> !step.startsWith("health-changed")))
        .containsExactly(
            "registered 100",
            "isolated 100",
            "recovery-escalated 100",
            "recovery-started 10",
            "recovery-advanced 25",
            "isolated 100",
            "recovery-started 10",
            "recovery-advanced 25",
            "recovery-advanced 50",
            "recovered 100");
    client.delete("/api/v1/agents/comeback");
  }

  @Test
  void operatorsAreToldOfAnAgentThatDoesNotComeBack() throws IOException {
    server.reply("/hook", 503, "");
    client.post("/api/v1/agents", remote("lost"));
    clock.advance(Duration.ofMinutes(16));
    look();
    look();
    assertThat(told()).containsExactly("email 0 null waits", "webhook 0 null waits");
    database
        .sql("UPDATE alert_deliveries SET target = :target WHERE channel = 'webhook'")
        .param("target", server.url("/hook"))
        .update();

    try (MailServer mails = new MailServer()) {
      mails.refuse(1);
      mail.setPort(mails.port());
      deliverNow();
      assertThat(told())
          .containsExactly("email 1 MailSendException waits", "webhook 1 status 503 waits");
      server.reply("/hook", 204, "");
      deliverNow();

      assertThat(told()).containsExactly("email 2 null over", "webhook 2 null over");
      assertThat(mails.mails())
          .singleElement()
          .asString()
          .contains(
              "RCPT TO:<operators@example.com>",
              "Subject: Agent lost does not come back",
              "status 404",
              "Event evt_");
    }
    assertThat(server.asked("/hook")).hasSize(2);
    AgentServer.Asked call = server.asked("/hook").getLast();
    assertThat(call.header("Webhook-id")).startsWith("evt_");
    assertThat(call.header("Webhook-signature")).startsWith("v1,");
    assertThat(call.body())
        .contains("signalbox.agent.recovery-escalated.v1", "\"agent_id\":\"lost\"");
    client.delete("/api/v1/agents/lost");
  }

  private void deliverNow() {
    database
        .sql(
            """
            UPDATE alert_deliveries SET next_attempt_at =
                CASE WHEN alert LIKE '%"lost"%' THEN now() END
             WHERE next_attempt_at IS NOT NULL
            """)
        .update();
    deliver.deliverAll();
  }

  private List<String> told() {
    return database
        .sql(
            """
            SELECT channel || ' ' || attempts || ' ' || coalesce(last_error, 'null') || ' ' ||
                   CASE WHEN next_attempt_at IS NULL THEN 'over' ELSE 'waits' END
              FROM alert_deliveries WHERE alert LIKE '%"lost"%' ORDER BY channel
            """)
        .query(String.class)
        .list();
  }

  @Test
  void anAgentThatFailedAtItsRegistrationComesBackByItself() {
    client.post("/api/v1/agents", remote("late"));
    assertThat(status("late")).isEqualTo("isolated 100");

    server.reply("/health", 200, "");
    check("late", 2);
    look();

    assertThat(status("late")).isEqualTo("active 10");
    client.delete("/api/v1/agents/late");
  }

  @Test
  void whatAPersonDoesIsLeftAlone() {
    server.reply("/health", 200, "");
    client.post("/api/v1/agents", remote("by-hand"));
    client.post("/api/v1/agents/by-hand/isolate", "{\"reason\": \"moving house\"}");
    check("by-hand", 3);
    look();
    assertThat(status("by-hand")).isEqualTo("isolated 100");

    for (int share : new int[] {10, 25, 50, 100}) {
      assertThat(client.post("/api/v1/agents/by-hand/recovery/advance", "").status())
          .isEqualTo(200);
      assertThat(status("by-hand")).isEqualTo("active " + share);
    }
    assertThat(client.post("/api/v1/agents/by-hand/recovery/advance", "").problemCode())
        .isEqualTo("agent_status_conflict");

    client.post("/api/v1/agents/by-hand/isolate", "");
    client.post("/api/v1/agents/by-hand/recovery/advance", "");
    client.post("/api/v1/agents/by-hand/drain", "");
    clock.advance(Duration.ofMinutes(10));
    look();
    assertThat(status("by-hand")).isEqualTo("draining 100");
    assertThat(
            client.as(Role.OPERATOR).post("/api/v1/agents/by-hand/recovery/advance", "").status())
        .isEqualTo(403);
    client.delete("/api/v1/agents/by-hand");
  }

  @Test
  void replicasThatLookTogetherMakeEachMoveOnce() throws Exception {
    client.post("/api/v1/agents", remote("together"));
    server.reply("/health", 200, "");
    check("together", 2);
    Callable<Boolean> replica =
        () -> {
          recover.recoverDue();
          return true;
        };
    due();
    try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
      replicas.invokeAll(List.of(replica, replica, replica, replica));
    }

    assertThat(status("together")).isEqualTo("active 10");
    client.delete("/api/v1/agents/together");
  }

  @Test
  void whereMostAgentsFailAtOnceTheyStayAtWork() {
    client.post("/api/v1/agents", gardener("one-of-many", "Knows plants."));
    database
        .sql(
            """
            UPDATE agents SET health = 'unhealthy' WHERE status = 'active'
            """)
        .update();
    database.sql("UPDATE agent_health SET unhealthy_since = now() - interval '1 hour'").update();
    try {
      look();
      look();

      long isolated =
          database
              .sql("SELECT count(*) FROM agents WHERE status = 'isolated'")
              .query(Long.class)
              .single();
      long active =
          database
              .sql("SELECT count(*) FROM agents WHERE status = 'active'")
              .query(Long.class)
              .single();
      assertThat(isolated).isPositive();
      assertThat(active).isGreaterThanOrEqualTo(10);
    } finally {
      database.sql("DELETE FROM agent_recoveries").update();
      database.sql("UPDATE agent_health SET unhealthy_since = NULL").update();
      database.sql("UPDATE agents SET status = 'active' WHERE status = 'isolated'").update();
      database.sql("UPDATE agents SET health = 'unknown', status_reason = NULL").update();
    }
  }

  /** As if the time to look had come. */
  private void look() {
    due();
    recover.recoverDue();
  }

  private void due() {
    database.sql("UPDATE agent_recoveries SET next_look_at = now()").update();
  }

  private void check(String agentId, int times) {
    for (int time = 0; time < times; time++) {
      client.post("/api/v1/agents/" + agentId + "/health/check", "");
    }
  }

  private JsonNode agent(String agentId) {
    return client.get("/api/v1/agents/" + agentId).json();
  }

  private String status(String agentId) {
    JsonNode agent = agent(agentId);
    return agent.path("status").asString() + ' ' + agent.path("recovery_share").intValue();
  }

  private String remote(String agentId) {
    return """
    {"agent_id": "%s", "agent_type": "remote", "name": "Weather", "description": "Knows.",
     "endpoint_url": "%s", "health_check_url": "%s"}
    """
        .formatted(agentId, server.url("/ask"), server.url("/health"));
  }
}
