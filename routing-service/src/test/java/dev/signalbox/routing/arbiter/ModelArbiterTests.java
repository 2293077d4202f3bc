package dev.signalbox.routing.arbiter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.Models;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.client.RestClient;

class ModelArbiterTests {

  private static final List<Agent> AGENTS = List.of(agent("keeper"), agent("captain"));

  private HttpServer server;
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile String request = "";

  private static Agent agent(String id) {
    return Agent.builtIn(
        id,
        id,
        "Does what a " + id + " does",
        "",
        List.of(),
        new Models(List.of(), List.of(), null),
        List.of());
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
  }

  private ModelArbiter answering(int status, String body, Duration deadline) {
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (body.isEmpty()) {
            try {
              released.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    String url = "http://localhost:" + server.getAddress().getPort();
    return new ModelArbiter(RestClient.create(url), "a/model", deadline);
  }

  private static String saying(String content) {
    return "{\"choices\":[{\"message\":{\"content\":\"%s\"}}]}".formatted(content);
  }

  @Test
  void picksTheAgentThatTheModelNames() {
    ModelArbiter arbiter = answering(200, saying(" captain\\n"), Duration.ofSeconds(30));

    assertThat(arbiter.pick("where is the ship", AGENTS)).contains("captain");
    assertThat(request).contains("a/model", "where is the ship", "Does what a keeper does");
  }

  @ParameterizedTest
  @CsvSource({"200, none", "200, admin", "200, captain or keeper", "200, ''", "500, captain"})
  void hasNoOpinionIfTheModelNamesNoneOfThem(int status, String content) {
    ModelArbiter arbiter = answering(status, saying(content), Duration.ofSeconds(30));

    assertThat(arbiter.pick("where is the ship", AGENTS)).isEqualTo(Optional.empty());
  }

  @Test
  void hasNoOpinionWhenTimeIsUp() {
    ModelArbiter arbiter = answering(200, "", Duration.ofMillis(50));

    assertThat(arbiter.pick("where is the ship", AGENTS)).isEmpty();
    assertThat(arbiter.pick("where is the ship", List.of())).isEmpty();
  }
}
