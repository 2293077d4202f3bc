package dev.signalbox.standalone.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.LauncherException;
import dev.signalbox.standalone.platform.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SuppressWarnings("NullAway.Init") // JUnit fills in what is annotated
class AskingTests {
  private static final String ROUTING =
      """
      id: 1
      event: routing
      data: {"conversation_id":"conv_1","agent_id":"coding","confidence":0.8342,"decision":"routed"}

      """;
  private static final String DELTAS =
      """
      id: 2
      event: delta
      data: {"text":"Look at \\u001b[31mline 7"}

      : keep-alive

      id: 3
      event: delta
      data: {"text":", größer."}

      """;
  private static final String DONE =
      """
      id: 4
      event: done
      data: {"conversation_id":"conv_1","agent_id":"coding","confidence":0.8342,
      data: "model":"groq/llama","provider":"groq","simulated":true,"input_tokens":20,
      data: "output_tokens":22,"cost_usd":"0.000123","finish_reason":"stop"}

      """;
  private static final String ERROR =
      """
      id: 4
      event: error
      data: {"code":"provider_unavailable","title":"No provider",
      data: "detail":"All 2 attempts failed.","status":502}

      """;

  @TempDir private Path folder;
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private @Nullable HttpServer server;

  @AfterEach
  void stopServer() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void printsTheTextAsItComesAndThenOneLine() throws IOException, InterruptedException {
    Home home = gatewayAnswering(200, "text/event-stream", ROUTING + DELTAS + DONE);

    ask(home, null, false);

    assertThat(output.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "Look at [31mline 7, größer.\nagent coding · confidence 0.83 · groq/llama · 42 tokens"
                + " · $0.000123 · conv_1 · simulated\n");
    assertThat(requests.take())
        .contains("Bearer " + Secrets.of(home.secrets(), List.of()).apiKey())
        .endsWith("{\"message\":\"why?\"}");
  }

  @Test
  void printsNothingButOneObjectAsJson() throws IOException, InterruptedException {
    Home home = gatewayAnswering(200, "text/event-stream", ROUTING + DELTAS + DONE);

    ask(home, "coding", true);

    JsonNode answer = JsonMapper.shared().readTree(output.toString(StandardCharsets.UTF_8));
    assertThat(answer.path("content").asString()).isEqualTo("Look at \u001b[31mline 7, größer.");
    assertThat(answer.path("decision").asString()).isEqualTo("routed");
    assertThat(answer.path("cost_usd").asString()).isEqualTo("0.000123");
    assertThat(requests.take()).endsWith("{\"message\":\"why?\",\"agent_id\":\"coding\"}");
  }

  @Test
  void anErrorEventIsAFailureWithItsCode() throws IOException {
    Home home = gatewayAnswering(200, "text/event-stream", ROUTING + DELTAS + ERROR);

    assertThatThrownBy(() -> ask(home, null, false))
        .isInstanceOf(LauncherException.class)
        .hasMessage("provider_unavailable: No provider: All 2 attempts failed.");
  }

  @Test
  void aStreamThatBreaksOffIsAFailure() throws IOException {
    Home home = gatewayAnswering(200, "text/event-stream", ROUTING + DELTAS);

    assertThatThrownBy(() -> ask(home, null, false))
        .isInstanceOf(LauncherException.class)
        .hasMessageContaining("broke off");
  }

  @Test
  void aProblemIsSaidWithItsCodeAndNotRepeated() throws IOException {
    Home home =
        gatewayAnswering(
            422,
            "application/problem+json",
            "{\"code\":\"no_suitable_agent\",\"title\":\"No agent fits\",\"detail\":\"Say more.\"}");

    assertThatThrownBy(() -> ask(home, null, false))
        .isInstanceOf(LauncherException.class)
        .hasMessage("no_suitable_agent: No agent fits: Say more. (HTTP 422)");
    assertThat(requests).hasSize(1);
  }

  @Test
  void whileNobodyListensItTriesAgainAndSaysSo() throws Exception {
    int port = freePort();
    Home home = homeOf(port);
    Secrets.of(home.secrets(), List.of());
    CompletableFuture<Void> asked =
        CompletableFuture.runAsync(
            () -> {
              try {
                ask(home, null, false);
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    await().until(() -> errors.toString(StandardCharsets.UTF_8).contains("does not listen"));

    serve(port, 200, "text/event-stream", ROUTING + DELTAS + DONE);

    asked.get();
    assertThat(requests).hasSize(1);
  }

  private void ask(Home home, @Nullable String agent, boolean json)
      throws IOException, InterruptedException {
    new Asking(home, printer(output), printer(errors))
        .ask("why?", agent, json, Duration.ofSeconds(30));
  }

  private static PrintStream printer(ByteArrayOutputStream into) {
    return new PrintStream(into, true, StandardCharsets.UTF_8);
  }

  private Home gatewayAnswering(int status, String type, String body) throws IOException {
    int port = freePort();
    Home home = homeOf(port);
    Secrets.of(home.secrets(), List.of());
    serve(port, status, type, body);
    return home;
  }

  private Home homeOf(int port) {
    return new Home(folder, folder, port - 8080);
  }

  private void serve(int port, int status, String type, String body) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/api/v1/agents/message",
        exchange -> {
          requests.add(
              exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(status, 0);
          exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
