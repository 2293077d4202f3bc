package dev.signalbox.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.gateway.testing.GatewayIntegrationTest;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.SocketClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SocketIntegrationTests extends GatewayIntegrationTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PATH = "/v1/stream";

  @BeforeEach
  void newConnection() {
    SOCKETS.expectConnection();
  }

  @Test
  void messagesGoThroughBothWaysAndTheCredentialStaysHere() throws Exception {
    SocketClient client = open();

    JsonNode token = JSON.readTree(SOCKETS.next());
    assertThat(token.path("type").asString()).isEqualTo("signalbox.token");
    assertThat(token.path("token").asString()).startsWith("ey");
    assertThat(SOCKETS.header("authorization")).startsWith("Bearer ey").doesNotContain("sbx_");
    assertThat(SOCKETS.header("x-request-id")).startsWith("req_");
    assertThat(SOCKETS.header("x-request-deadline")).isNotBlank();
    assertThat(SOCKETS.header("traceparent")).isNotBlank();

    client.send("from the client");
    assertThat(SOCKETS.next()).isEqualTo("from the client");
    SOCKETS.send("from the service");
    assertThat(client.nextText()).isEqualTo("from the service");

    client.close(1000);
    assertThat(SOCKETS.closeStatus()).isEqualTo(1000);
  }

  @Test
  void aPageOffersItsKeyAsASubprotocol() throws Exception {
    SocketClient client =
        SocketClient.offering(
            anonymous.with("Origin", ALLOWED_ORIGIN),
            PATH,
            "signalbox.v1",
            "signalbox.key." + BOOTSTRAP_KEY);

    assertThat(client.subprotocol()).isEqualTo("signalbox.v1");
    assertThat(SOCKETS.next()).contains("signalbox.token");
    assertThat(SOCKETS.header("sec-websocket-protocol")).isNull();
    assertThat(SOCKETS.header("authorization")).doesNotContain("sbx_");
    client.abort();
  }

  @Test
  void whoMayNotUseModelsOpensNothing() {
    String viewer = createKey(Role.VIEWER).json().path("key").asString();

    assertThat(refusal(anonymous)).isEqualTo(401);
    assertThat(refusal(withKey("sbx_nobody0000000000000"))).isEqualTo(401);
    assertThat(refusal(withKey(viewer))).isEqualTo(403);
    assertThat(refusal(admin().with("Origin", "https://elsewhere"))).isEqualTo(403);
  }

  @Test
  void whatTheServiceRefusesIsStillAnAnswer() {
    SOCKETS.refuse(503);
    assertThat(refusal(admin())).isEqualTo(503);
    SOCKETS.refuse(404);
    assertThat(refusal(admin())).isEqualTo(502);
  }

  @Test
  void oneSideIsClosedAsTheOtherWas() throws Exception {
    ServiceClient caller = anonymous.with("x-api-key", BOOTSTRAP_KEY);
    SocketClient closed = SocketClient.open(caller, PATH);
    SOCKETS.close(1013);
    assertThat(closed.closeStatus()).isEqualTo(1013);

    SOCKETS.expectConnection();
    SocketClient left = SocketClient.open(caller, PATH);
    assertThat(SOCKETS.next()).isNotNull();
    left.abort();
    assertThat(SOCKETS.closeStatus()).isEqualTo(1001);
  }

  @Test
  void aRevokedKeyEndsItsConnections() throws Exception {
    Answer created = createKey(Role.OPERATOR);
    SocketClient client = SocketClient.open(withKey(created.json().path("key").asString()), PATH);
    assertThat(SOCKETS.next()).isNotNull();

    admin().delete("/api/v1/keys/" + created.json().path("id").asString());

    assertThat(client.closeStatus()).isEqualTo(1008);
    assertThat(SOCKETS.closeStatus()).isEqualTo(1008);
  }

  @Test
  void longMessagesGoThroughUpToTheLimit() throws Exception {
    SocketClient client = open();
    assertThat(SOCKETS.next()).isNotNull();
    String message = "m".repeat(1_000_000);

    client.send(message);
    assertThat(SOCKETS.next()).isEqualTo(message);
    SOCKETS.send(message);
    assertThat(client.nextText()).isEqualTo(message);

    boolean taken = true;
    for (int part = 0; part < 22 && taken; part++) {
      taken = client.sendPart(message);
    }
    assertThat(client.closeStatus()).isPositive();
  }

  @Test
  void theServiceAsksTheClientForASignOfLife() throws Exception {
    open();
    assertThat(SOCKETS.next()).contains("signalbox.token");

    SOCKETS.ping();

    assertThat(SOCKETS.next()).isEqualTo("(pong)0");
  }

  @Test
  void aClientThatDoesNotReadHoldsTheServiceBack() throws Exception {
    SocketClient deaf = SocketClient.deaf(admin(), PATH);
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
    deaf.abort();
  }

  @Test
  void aConnectionOutlivesTheDeadlineOfItsFirstRequest() throws Exception {
    SocketClient client =
        SocketClient.open(
            admin().with("X-Request-Deadline", Long.toString(System.currentTimeMillis() + 1_500)),
            PATH);
    assertThat(SOCKETS.next()).isNotNull();

    await().pollDelay(Duration.ofMillis(2_500)).until(() -> true);
    SOCKETS.send("still here");

    assertThat(client.nextText()).isEqualTo("still here");
  }

  @Test
  void asOrdinaryRequestsThePathsAreWhatTheyWere() {
    ServiceClient admin = admin();

    assertThat(admin.post("/v1/responses", Map.of()).json().path("uri").asString())
        .isEqualTo("/v1/responses");
    assertThat(admin.get("/v1/responses").json().path("method").asString()).isEqualTo("GET");
  }

  private SocketClient open() {
    return SocketClient.open(admin(), PATH);
  }

  private static int refusal(ServiceClient caller) {
    int[] status = new int[1];
    assertThatThrownBy(() -> SocketClient.open(caller, PATH))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> status[0] = refused.getResponse().statusCode());
    return status[0];
  }
}
