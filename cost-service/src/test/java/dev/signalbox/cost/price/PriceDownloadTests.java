package dev.signalbox.cost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.kit.egress.AddressRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.unit.DataSize;

class PriceDownloadTests {

  private static final int LIMIT = 1_000;

  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/good", exchange -> answer(exchange, 200, "{}"));
    server.createContext("/gone", exchange -> answer(exchange, 404, "{}"));
    server.createContext("/large", exchange -> answer(exchange, 200, " ".repeat(LIMIT + 1)));
    server.createContext("/endless", this::answerNever);
    server.createContext("/moved", exchange -> lead(exchange, "/good"));
    server.createContext("/circle", exchange -> lead(exchange, "/circle"));
    server.createContext("/inside", exchange -> lead(exchange, "http://169.254.169.254/latest"));
    server.createContext("/file", exchange -> lead(exchange, "file:///etc/hostname"));
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  @Test
  void aFileIsBroughtFromWhereItLies(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("prices.json");
    Files.writeString(file, "{}");

    for (URI location : List.of(at("/good"), file.toUri())) {
      try (InputStream opened = download(Duration.ofMinutes(1)).open(location)) {
        assertThat(opened).hasContent("{}");
      }
    }
  }

  @Test
  void whatIsNotThereIsAFailure() {
    assertThatThrownBy(() -> download(Duration.ofMinutes(1)).open(at("/gone")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("404");
  }

  @Test
  void whatIsTooLargeIsNotReadToItsEnd(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> download(Duration.ofMinutes(1)).open(at("/large")))
        .isInstanceOf(IOException.class);

    Path file = folder.resolve("prices.json");
    Files.writeString(file, " ".repeat(LIMIT + 1));
    try (InputStream opened = download(Duration.ofMinutes(1)).open(file.toUri())) {
      assertThatThrownBy(opened::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void anAnswerThatNeverEndsIsGivenUp() {
    assertThatThrownBy(() -> download(Duration.ofMillis(300)).open(at("/endless")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer than");
  }

  @Test
  void whereItHasMovedToItIsFollowed() throws IOException {
    try (InputStream opened = download(Duration.ofMinutes(1)).open(at("/moved"))) {
      assertThat(opened).hasContent("{}");
    }
    assertThatThrownBy(() -> download(Duration.ofMinutes(1)).open(at("/circle")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("on and on");
  }

  @Test
  void whatLeadsInsideIsNotFollowedNorCalled() {
    assertThatThrownBy(() -> download(Duration.ofMinutes(1)).open(at("/inside")))
        .as("a redirect to an address that is never allowed")
        .isInstanceOf(IOException.class)
        .hasRootCauseInstanceOf(AddressRefused.class);
    assertThatThrownBy(() -> download(Duration.ofMinutes(1)).open(at("/file")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not looked for");
    assertThatThrownBy(() -> download(Duration.ofMinutes(1), false).open(at("/good")))
        .as("a private address, unless they are allowed")
        .isInstanceOf(IOException.class)
        .hasRootCauseInstanceOf(AddressRefused.class);
  }

  private URI at(String path) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + path);
  }

  private static PriceDownload download(Duration timeout) {
    return download(timeout, true);
  }

  private static PriceDownload download(Duration timeout, boolean allowPrivate) {
    return new PriceDownload(
        new PriceSettings(
            new ByteArrayResource(new byte[0]),
            Duration.ofSeconds(5),
            UnknownModel.REFUSE,
            List.of(),
            Duration.ofMinutes(1),
            DataSize.ofBytes(LIMIT),
            allowPrivate),
        timeout);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length());
      exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void lead(HttpExchange exchange, String location) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Location", location);
      exchange.sendResponseHeaders(302, -1);
    }
  }

  private void answerNever(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 100);
    OutputStream body = exchange.getResponseBody();
    body.write('{');
    body.flush();
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
