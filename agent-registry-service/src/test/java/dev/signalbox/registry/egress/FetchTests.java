package dev.signalbox.registry.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.registry.agent.EndpointSettings;
import dev.signalbox.registry.testing.AgentServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class FetchTests {

  private final AgentServer server = new AgentServer();
  private final Fetch fetch = fetch(true, Duration.ofSeconds(5));

  @AfterEach
  void close() throws IOException {
    fetch.close();
    server.close();
  }

  @Test
  void readsAnAnswerWhole() throws FetchFailedException {
    server.reply(
        "/card",
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"one\"");
          AgentServer.send(exchange, 200, "hello");
        });

    Fetched fetched = fetch.get(URI.create(server.url("/card")), Map.of("X-Key", "k"));

    assertThat(fetched.status()).isEqualTo(200);
    assertThat(fetched.etag()).isEqualTo("\"one\"");
    assertThat(fetched.body()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
    assertThat(server.asked("/card").getFirst().header("X-key")).isEqualTo("k");
  }

  @Test
  void refusesAddressesInsideAndNamesThatLeadThere() throws IOException {
    try (Fetch strict = fetch(false, Duration.ofSeconds(5))) {
      server.reply("/", 200, "inside");
      for (String url :
          new String[] {server.url("/"), "http://127.0.0.1:1/", "http://169.254.169.254/"}) {
        assertThatThrownBy(() -> strict.get(URI.create(url), Map.of()))
            .hasMessage("the host leads to an address that may not be called");
      }
    }
    assertThat(server.asked("/")).isEmpty();
  }

  @Test
  void refusesARedirectToAnAddressInside() {
    server.reply("/moved", exchange -> redirect(exchange, "http://169.254.169.254/latest"));

    assertFails("/moved", "the host leads to an address that may not be called");
  }

  @Test
  void followsARedirectButTakesNoCredentialElsewhere() throws FetchFailedException {
    try (AgentServer other = new AgentServer()) {
      other.reply("/card", 200, "there");
      server.reply("/moved", exchange -> redirect(exchange, other.url("/card")));
      server.reply("/near", exchange -> redirect(exchange, "/here"));
      server.reply("/here", 200, "here");

      fetch.get(URI.create(server.url("/moved")), Map.of("Authorization", "Bearer s"));
      fetch.get(URI.create(server.url("/near")), Map.of("Authorization", "Bearer s"));

      assertThat(other.asked("/card").getFirst().header("Authorization")).isEmpty();
      assertThat(server.asked("/here").getFirst().header("Authorization")).isEqualTo("Bearer s");
    }
  }

  @Test
  void givesUpOnAnAnswerThatLeadsOnAndOn() {
    server.reply("/round", exchange -> redirect(exchange, "/round"));
    server.reply("/nowhere", exchange -> redirect(exchange, "mailto:you@example.com"));

    assertFails("/round", "it leads elsewhere again and again");
    assertFails("/nowhere", "it leads from https to what is not");
    assertThat(server.asked("/round")).hasSize(4);
  }

  @Test
  void readsNoMoreThanItTakes() {
    server.reply("/said", AgentServer::sendTooMuch);
    server.reply(
        "/unsaid",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] part = new byte[64 * 1024];
          for (int count = 0; count < 160; count++) {
            exchange.getResponseBody().write(part);
          }
        });

    assertFails("/said", "the answer is longer than 1,024 bytes");
    assertFails("/unsaid", "the answer is longer than 1,024 bytes");
  }

  @Test
  void takesALieAboutTheSizeForWhatItIs() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerRaw(socket, "Content-Length: 500", "{\"short\": true}"));
      URI url = URI.create("http://localhost:" + socket.getLocalPort() + "/");

      assertThatThrownBy(() -> fetch.get(url, Map.of()))
          .isInstanceOf(FetchFailedException.class)
          .hasMessage("the connection ended before the answer did");
    }
  }

  @Test
  void waitsForNobodyLongerThanItSaid() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    server.reply("/never", exchange -> await(over));
    server.reply(
        "/drip",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (over.getCount() > 0) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            await(over, 20);
          }
        });
    try (Fetch hasty = fetch(true, Duration.ofMillis(300))) {
      for (String path : new String[] {"/never", "/drip"}) {
        assertThatThrownBy(() -> hasty.get(URI.create(server.url(path)), Map.of()))
            .isInstanceOf(FetchFailedException.class);
      }
    } finally {
      over.countDown();
    }
  }

  @Test
  void saysThatAHostIsNotThere() {
    assertThatThrownBy(() -> fetch.get(URI.create("http://nobody.invalid/"), Map.of()))
        .hasMessage("the host is not known");
    assertThatThrownBy(() -> fetch.get(URI.create("http://localhost:1/"), Map.of()))
        .hasMessageStartingWith("it could not be fetched (");
  }

  private void assertFails(String path, String reason) {
    assertThatThrownBy(() -> fetch.get(URI.create(server.url(path)), Map.of()))
        .isInstanceOf(FetchFailedException.class)
        .hasMessage(reason);
  }

  private static Fetch fetch(boolean allowPrivate, Duration timeout) {
    return new Fetch(
        new EgressSettings(timeout, DataSize.ofKilobytes(1), 3),
        new EndpointSettings(allowPrivate));
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    AgentServer.send(exchange, 302, "");
  }

  private static void answerRaw(ServerSocket socket, String header, String body) {
    try (Socket client = socket.accept()) {
      byte[] request = new byte[4096];
      assertThat(client.getInputStream().read(request)).isPositive();
      OutputStream answer = client.getOutputStream();
      answer.write(
          "HTTP/1.1 200 OK\r\n%s\r\n\r\n%s"
              .formatted(header, body)
              .getBytes(StandardCharsets.US_ASCII));
      answer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    await(latch, 10_000);
  }

  private static void await(CountDownLatch latch, long millis) {
    try {
      assertThat(latch.await(millis, TimeUnit.MILLISECONDS)).isIn(true, false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
