package dev.signalbox.kit.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.kit.secret.WebhookSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTests {

  private static final String SECRET = "a-secret-for-tests-of-webhooks";
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private final List<String> called = new CopyOnWriteArrayList<>();
  private HttpServer hook;

  @BeforeEach
  void listen() throws IOException {
    hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext("/taken", exchange -> answer(exchange, 204));
    hook.createContext("/gone", exchange -> answer(exchange, 410));
    hook.createContext("/broken", exchange -> answer(exchange, 500));
    hook.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/taken");
          answer(exchange, 302);
        });
    hook.start();
  }

  @AfterEach
  void close() {
    hook.stop(0);
  }

  @Test
  void aCallIsSignedAndSaysWhatHappened() throws IOException {
    String body = "{\"type\":\"signalbox.test.happened.v1\",\"id\":\"evt_1\",\"data\":{\"a\":1}}";

    assertThat(send(SECRET, true, "/taken")).isEqualTo(new Sending.Delivered());

    assertThat(called)
        .containsExactly(
            "evt_1 %d %s %s"
                .formatted(
                    NOW.getEpochSecond(),
                    new WebhookSignature(SECRET).of("evt_1", NOW, body),
                    body));
  }

  @Test
  void whoeverIsGoneIsNotAskedAgainAndRedirectsAreNotFollowed() throws IOException {
    assertThat(send(SECRET, true, "/gone")).isEqualTo(new Sending.Unwanted());
    assertThat(send(SECRET, true, "/broken")).isEqualTo(new Sending.Failed("status 500"));
    assertThat(send(SECRET, true, "/moved")).isEqualTo(new Sending.Failed("status 302"));
    assertThat(called).hasSize(3);
  }

  @Test
  void aWebhookThatLeadsInsideIsNotCalled() throws IOException {
    assertThat(send(SECRET, false, "/taken"))
        .isEqualTo(new Sending.Failed("the host leads to an address that may not be called"));
    assertThat(called).isEmpty();
  }

  @Test
  void nothingIsSentUnsigned() throws IOException {
    assertThat(send("", true, "/taken"))
        .isEqualTo(new Sending.Failed("there is no signing-secret"));
    assertThat(called).isEmpty();
  }

  private Sending send(String secret, boolean allowPrivate, String path) throws IOException {
    try (Webhooks webhooks =
        new Webhooks(
            "signalbox.test.happened.v1",
            secret,
            Duration.ofSeconds(5),
            new AddressGuard(allowPrivate),
            Clock.fixed(NOW, ZoneOffset.UTC))) {
      String url = "http://localhost:" + hook.getAddress().getPort() + path;
      return webhooks.send(new Delivery(1, "evt_1", Delivery.Channel.WEBHOOK, url, "{\"a\":1}", 1));
    }
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    called.add(
        "%s %s %s %s"
            .formatted(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
