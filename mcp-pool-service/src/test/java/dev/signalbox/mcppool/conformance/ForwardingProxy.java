package dev.signalbox.mcppool.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.kit.testing.ServiceClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Passes requests on, and their answers back as they come. */
final class ForwardingProxy implements AutoCloseable {
  private static final Set<String> OF_ONE_HOP =
      Set.of("host", "connection", "content-length", "transfer-encoding", "keep-alive", "upgrade");
  private static final Duration TIME_TO_LISTEN = Duration.ofSeconds(30);
  private static final int BUFFER = 8192;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Function<String, HttpRequest.Builder> target;
  private final CountDownLatch listening = new CountDownLatch(1);

  private ForwardingProxy(Function<String, HttpRequest.Builder> target) {
    this.target = target;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/", this::forward);
    server.start();
  }

  /** To the service under test, with the token that the tool cannot send. */
  static ForwardingProxy to(ServiceClient service) {
    return new ForwardingProxy(service::request);
  }

  /** To a server of the tool's. */
  static ForwardingProxy to(URI server) {
    return new ForwardingProxy(path -> HttpRequest.newBuilder(server.resolve(path)));
  }

  /** Waits until the client listens to what its server says unasked. */
  void awaitListening() throws InterruptedException {
    if (!listening.await(TIME_TO_LISTEN.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("The client listens to nothing");
    }
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    http.shutdownNow();
  }

  private void forward(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest.Builder request =
        target
            .apply(exchange.getRequestURI().toString())
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_ONE_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                request.setHeader(name, values.getFirst());
              }
            });
    try (exchange) {
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!OF_ONE_HOP.contains(name)) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      try (InputStream content = response.body()) {
        exchange.sendResponseHeaders(response.statusCode(), 0);
        if (exchange.getRequestMethod().equals("GET")) {
          listening.countDown();
        }
        copy(content, exchange.getResponseBody());
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Event by event. Who hangs up on this side hangs up on the other by the end of the method. */
  private static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      to.write(buffer, 0, read);
      to.flush();
    }
  }
}
