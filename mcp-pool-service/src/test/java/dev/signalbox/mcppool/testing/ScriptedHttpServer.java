package dev.signalbox.mcppool.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP server that answers each request with the next thing the test put down. */
public final class ScriptedHttpServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final BlockingQueue<HttpHandler> posts = new LinkedBlockingQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Headers lastHeaders = new Headers();
  private volatile HttpHandler gets = exchange -> respond(exchange, 405, "text/plain", "");

  public ScriptedHttpServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/mcp", this::handle);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
  }

  /** Answers the next POST that is a request; notifications are taken with 202. */
  public void onPost(HttpHandler answer) {
    posts.add(answer);
  }

  public void onGet(HttpHandler answer) {
    gets = answer;
  }

  /** What came: the HTTP method, the message's method, and the headers of the protocol. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** A header of the newest request. */
  public @Nullable String lastHeader(String name) {
    return lastHeaders.getFirst(name);
  }

  public static void respond(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  /** The id of the request, for the answer. */
  public static JsonNode id(HttpExchange exchange) {
    return ((JsonNode) exchange.getAttribute("message")).get("id");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    JsonNode message = body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
    exchange.setAttribute("message", message);
    lastHeaders = exchange.getRequestHeaders();
    List<String> parts = new ArrayList<>();
    parts.add(exchange.getRequestMethod());
    parts.add(message.path("method").asString("-"));
    for (String header : List.of("Mcp-Session-Id", "MCP-Protocol-Version", "Last-Event-ID")) {
      String value = exchange.getRequestHeaders().getFirst(header);
      parts.add(value == null ? "-" : value);
    }
    requests.add(String.join(" ", parts));
    if (exchange.getRequestMethod().equals("GET")) {
      gets.handle(exchange);
    } else if (message.has("id")) {
      HttpHandler next = posts.poll();
      if (next == null) {
        respond(exchange, 500, "text/plain", "not in the script");
      } else {
        next.handle(exchange);
      }
    } else {
      respond(exchange, 202, "text/plain", "");
    }
  }
}
