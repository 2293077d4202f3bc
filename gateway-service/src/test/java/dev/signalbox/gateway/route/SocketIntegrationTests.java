package dev.signalbox.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.gateway.testing.GatewayIntegrationTest;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SocketIntegrationTests extends GatewayIntegrationTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PATIENCE_SECONDS = 15;

  @BeforeEach
  void newConnection() {
    SOCKETS.expectConnection();
  }

  @Test
  void messagesGoThroughBothWaysAndTheCredentialStaysHere() throws Exception {
    Client client = new Client();
    WebSocket socket = open(client, Map.of("Authorization", "Bearer " + BOOTSTRAP_KEY));

    JsonNode token = JSON.readTree(SOCKETS.next());
    assertThat(token.path("type").asString()).isEqualTo("signalbox.token");
    assertThat(token.path("token").asString()).startsWith("ey");
    assertThat(SOCKETS.header("authorization")).startsWith("Bearer ey").doesNotContain("sbx_");
    assertThat(SOCKETS.header("x-request-id")).startsWith("req_");
    assertThat(SOCKETS.header("x-request-deadline")).isNotBlank();
    assertThat(SOCKETS.header("traceparent")).isNotBlank();

    socket.sendText("from the client", true).join();
    assertThat(SOCKETS.next()).isEqualTo("from the client");
    SOCKETS.send("from the service");
    assertThat(client.next()).isEqualTo("from the service");

    socket.sendClose(1000, "done").join();
    assertThat(SOCKETS.closeStatus()).isEqualTo(1000);
  }

  @Test
  void aPageOffersItsKeyAsASubprotocol() throws Exception {
    Client client = new Client();
    WebSocket socket =
        HTTP.newWebSocketBuilder()
            .subprotocols("signalbox.v1", "signalbox.key." + BOOTSTRAP_KEY)
            .header("Origin", ALLOWED_ORIGIN)
            .buildAsync(address("/v1/stream"), client)
            .join();

    assertThat(socket.getSubprotocol()).isEqualTo("signalbox.v1");
    assertThat(SOCKETS.next()).contains("signalbox.token");
    assertThat(SOCKETS.header("sec-websocket-protocol")).isNull();
    assertThat(SOCKETS.header("authorization")).doesNotContain("sbx_");
    socket.abort();
  }

  @Test
  void whoMayNotUseModelsOpensNothing() {
    String viewer = createKey(Role.VIEWER).json().path("key").asString();

    assertThat(refusal(Map.of())).isEqualTo(401);
    assertThat(refusal(Map.of("Authorization", "Bearer sbx_nobody0000000000000"))).isEqualTo(401);
    assertThat(refusal(Map.of("Authorization", "Bearer " + viewer))).isEqualTo(403);
    assertThat(
            refusal(
                Map.of("Authorization", "Bearer " + BOOTSTRAP_KEY, "Origin", "https://elsewhere")))
        .isEqualTo(403);
  }

  @Test
  void whatTheServiceRefusesIsStillAnAnswer() {
    SOCKETS.refuse(503);
    assertThat(refusal(Map.of("Authorization", "Bearer " + BOOTSTRAP_KEY))).isEqualTo(503);
    SOCKETS.refuse(404);
    assertThat(refusal(Map.of("Authorization", "Bearer " + BOOTSTRAP_KEY))).isEqualTo(502);
  }

  @Test
  void oneSideIsClosedAsTheOtherWas() throws Exception {
    Client client = new Client();
    open(client, Map.of("x-api-key", BOOTSTRAP_KEY));
    SOCKETS.close(1013);
    assertThat(client.closeStatus()).isEqualTo(1013);

    SOCKETS.expectConnection();
    WebSocket socket = open(new Client(), Map.of("x-api-key", BOOTSTRAP_KEY));
    assertThat(SOCKETS.next()).isNotNull();
    socket.abort();
    assertThat(SOCKETS.closeStatus()).isEqualTo(1001);
  }

  @Test
  void aRevokedKeyEndsItsConnections() throws Exception {
    Answer created = createKey(Role.OPERATOR);
    Client client = new Client();
    open(client, Map.of("Authorization", "Bearer " + created.json().path("key").asString()));
    assertThat(SOCKETS.next()).isNotNull();

    admin().delete("/api/v1/keys/" + created.json().path("id").asString());

    assertThat(client.closeStatus()).isEqualTo(1008);
    assertThat(SOCKETS.closeStatus()).isEqualTo(1008);
  }

  @Test
  void longMessagesGoThroughUpToTheLimit() throws Exception {
    Client client = new Client();
    WebSocket socket = open(client, Map.of("Authorization", "Bearer " + BOOTSTRAP_KEY));
    assertThat(SOCKETS.next()).isNotNull();
    String message = "m".repeat(1_000_000);

    socket.sendText(message, true).join();
    assertThat(SOCKETS.next()).isEqualTo(message);
    SOCKETS.send(message);
    assertThat(client.next()).isEqualTo(message);

    boolean taken = true;
    for (int part = 0; part < 22 && taken; part++) {
      taken = socket.sendText(message, false).handle((to, failure) -> failure == null).join();
    }
    assertThat(client.closed()).isTrue();
  }

  @Test
  void theServiceAsksTheClientForASignOfLife() throws Exception {
    open(new Client(), Map.of("Authorization", "Bearer " + BOOTSTRAP_KEY));
    assertThat(SOCKETS.next()).contains("signalbox.token");

    SOCKETS.ping();

    assertThat(SOCKETS.next()).isEqualTo("(pong)0");
  }

  @Test
  void aClientThatDoesNotReadHoldsTheServiceBack() throws Exception {
    Client deaf = new Client(false);
    WebSocket socket = open(deaf, Map.of("Authorization", "Bearer " + BOOTSTRAP_KEY));
    assertThat(SOCKETS.next()).isNotNull();

    SOCKETS.flood(4 * 1024, 64 * 1024);
    long[] taken = {0};
    await()
        .pollInterval(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              long now = SOCKETS.flooded();
              boolean resting = now > 0 && now == taken[0];
              taken[0] = now;
              return resting;
            });

    // What is left are the buffers of the operating system on the two connections in between, up to
    // 36 MiB each.
    assertThat(SOCKETS.flooded()).isLessThan(128L * 1024 * 1024);
    socket.abort();
  }

  @Test
  void aConnectionOutlivesTheDeadlineOfItsFirstRequest() throws Exception {
    Client client = new Client();
    open(
        client,
        Map.of(
            "Authorization",
            "Bearer " + BOOTSTRAP_KEY,
            "X-Request-Deadline",
            Long.toString(System.currentTimeMillis() + 1_500)));
    assertThat(SOCKETS.next()).isNotNull();

    await().pollDelay(Duration.ofMillis(2_500)).until(() -> true);
    SOCKETS.send("still here");

    assertThat(client.next()).isEqualTo("still here");
  }

  @Test
  void asOrdinaryRequestsThePathsAreWhatTheyWere() {
    ServiceClient admin = admin();

    assertThat(admin.post("/v1/responses", Map.of()).json().path("uri").asString())
        .isEqualTo("/v1/responses");
    assertThat(admin.get("/v1/responses").json().path("method").asString()).isEqualTo("GET");
  }

  private int refusal(Map<String, String> headers) {
    int[] status = new int[1];
    assertThatThrownBy(() -> open(new Client(), headers))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> status[0] = refused.getResponse().statusCode());
    return status[0];
  }

  private WebSocket open(Client client, Map<String, String> headers) {
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    headers.forEach(builder::header);
    return builder.buildAsync(address("/v1/stream"), client).join();
  }

  private URI address(String path) {
    return URI.create("ws://localhost:" + anonymous.port() + path);
  }

  private static final class Client implements WebSocket.Listener {
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final boolean reading;

    Client() {
      this(true);
    }

    Client(boolean reading) {
      this.reading = reading;
    }

    @Nullable String next() throws InterruptedException {
      return received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    int closeStatus() {
      return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    boolean closed() {
      return closeStatus() > 0;
    }

    @Override
    public void onOpen(WebSocket socket) {
      if (reading) {
        socket.request(1);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        received.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed.complete(status);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      closed.complete(1006);
    }
  }
}
