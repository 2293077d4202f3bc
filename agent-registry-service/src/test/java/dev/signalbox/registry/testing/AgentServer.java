package dev.signalbox.registry.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Somebody else's server, which answers whatever a test says. */
public final class AgentServer implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** What is answered at a path. */
  @FunctionalInterface
  public interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  /** A request that came in. */
  public record Asked(String path, String query, Map<String, List<String>> headers, String body) {
    public String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  public AgentServer() {
    this(0);
  }

  /** Is where the credential of the tests may be sent to. */
  public static AgentServer atOrigin() {
    return new AgentServer(TestOrigins.AGENT);
  }

  /** Stands in for the other services of the platform. */
  public static AgentServer asPeer() {
    return new AgentServer(TestOrigins.PLATFORM);
  }

  private AgentServer(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public String url(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  public void reply(String path, Reply reply) {
    replies.put(path, reply);
  }

  public void reply(String path, int status, String body) {
    reply(path, exchange -> send(exchange, status, body));
  }

  /** What was asked for at a path, in order. */
  public List<Asked> asked(String path) {
    return asked.stream().filter(request -> request.path().equals(path)).toList();
  }

  public static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Says that ten megabytes follow, and begins with them. */
  public static void sendTooMuch(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 10L * 1024 * 1024);
    exchange.getResponseBody().write(' ');
    exchange.getResponseBody().flush();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      // The next server may have the same port.
      exchange.getResponseHeaders().set("Connection", "close");
      asked.add(new Asked(path, query, Map.copyOf(exchange.getRequestHeaders()), body));
      replies.getOrDefault(path, other -> send(other, 404, "")).to(exchange);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
