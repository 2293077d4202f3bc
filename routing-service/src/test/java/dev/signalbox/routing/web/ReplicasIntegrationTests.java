package dev.signalbox.routing.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.TestInfrastructure;
import dev.signalbox.kit.testing.TestTokens;
import dev.signalbox.routing.RoutingServiceApplication;
import dev.signalbox.routing.testing.Reply;
import dev.signalbox.routing.testing.RoutingTest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Another process of the service on the same database: a replica, or this one after a restart. */
class ReplicasIntegrationTests extends RoutingTest {

  private static ConfigurableApplicationContext replica(String bootstrapServers) {
    return new SpringApplicationBuilder(RoutingServiceApplication.class)
        .run(
            "--server.port=0",
            "--spring.datasource.url=" + TestInfrastructure.database().url(),
            "--spring.datasource.password="
                + TestInfrastructure.database().createService("routing"),
            "--spring.kafka.bootstrap-servers=" + bootstrapServers,
            "--signalbox.internal-token.jwks-url=" + TestTokens.jwksUrl(),
            "--signalbox.peers.streaming=" + PLATFORM.url(),
            "--signalbox.peers.cost=" + PLATFORM.url(),
            "--signalbox.peers.mcp-pool=" + PLATFORM.url());
  }

  private static ServiceClient clientOf(ConfigurableApplicationContext replica) {
    return new ServiceClient(
            Objects.requireNonNull(
                replica.getEnvironment().getProperty("local.server.port", Integer.class)))
        .with("Accept", "application/json");
  }

  @Test
  void learnsTheAgentsAgainAndGoesOnWithTheConversations() throws Exception {
    String conversation = post(ask(CODING)).json().path("conversation_id").asString();
    try (ConfigurableApplicationContext replica =
        replica(TestInfrastructure.kafka().bootstrapServers())) {
      ServiceClient there = clientOf(replica);
      Awaitility.await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> there.post("/api/v1/agents/message", ask(CODING)).status() == 200);

      assertThat(
              there.get("/api/v1/conversations/" + conversation + "/messages").json().path("data"))
          .hasSize(2);
      assertThat(
              there
                  .post("/api/v1/agents/message", ask("and why?", conversation))
                  .json()
                  .path("agent_id")
                  .asString())
          .isEqualTo("coding");
      assertThat(PLATFORM.modelCalls().getLast().body().path("messages")).hasSize(4);

      CountDownLatch gate = new CountDownLatch(1);
      PLATFORM.next(Reply.gated(gate, Reply.saying("Here")));
      try (EventStream here = client.sse("/api/v1/agents/message", ask(CODING, conversation));
          ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        assertThat(Objects.requireNonNull(here.next()).name()).isEqualTo("routing");
        Future<ServiceClient.Answer> waiting =
            callers.submit(() -> there.post("/api/v1/agents/message", ask(CODING, conversation)));
        Awaitility.await()
            .until(
                () ->
                    jdbc.sql("SELECT count(*) FROM waiting_messages WHERE conversation_id = :id")
                            .param("id", conversation)
                            .query(Integer.class)
                            .single()
                        == 1);
        gate.countDown();
        assertThat(here.all().getLast().name()).isEqualTo("done");
        assertThat(waiting.get().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void isReadyAndSaysSoWhenItKnowsNoAgentsYet() {
    String conversation = post(ask(CODING)).json().path("conversation_id").asString();
    try (ConfigurableApplicationContext replica = replica("localhost:1")) {
      ServiceClient there = clientOf(replica);

      ServiceClient.Answer answer = there.post("/api/v1/agents/message", ask(CODING));

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.problemCode()).isEqualTo("agents_unavailable");
      assertThat(answer.header("Retry-After")).isEqualTo("2");
      assertThat(there.get("/api/v1/conversations/" + conversation).status()).isEqualTo(200);
      assertThat(there.withoutToken().get("/actuator/health/readiness").status()).isEqualTo(200);
    }
  }
}
