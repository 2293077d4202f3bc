package dev.signalbox.routing.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * streaming-service, cost-service and mcp-pool-service as far as this service calls them, on one
 * port. It says hello unless it is scripted; every call is recorded.
 */
public final class FakePlatform implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Reply HELLO = Reply.saying("Hello", " there", ".");

  private final HttpServer server;
  private final Deque<Reply> script = new ConcurrentLinkedDeque<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<String> attempted = new CopyOnWriteArrayList<>();
  private volatile AtomicInteger disconnected = new AtomicInteger();
  private volatile boolean usageDown;
  private volatile boolean costDown;
  private volatile Map<String, List<String>> tools = Map.of();
  private volatile boolean poolDown;

  private FakePlatform(HttpServer server) {
    this.server = server;
  }

  /** A call as it came. */
  public record Call(String method, String path, Map<String, List<String>> headers, JsonNode body) {
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  public static FakePlatform start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
      FakePlatform platform = new FakePlatform(server);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext(
          "/v1/chat/completions", exchange -> platform.handle(exchange, platform::chat));
      server.createContext(
          "/api/v1/attempts", exchange -> platform.handle(exchange, platform::attempts));
      server.createContext(
          "/api/v1/costs/calculate", exchange -> platform.handle(exchange, platform::cost));
      server.createContext("/api/v1/mcp", exchange -> platform.handle(exchange, platform::pool));
      server.start();
      return platform;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Handler {
    void handle(HttpExchange exchange, Call call) throws IOException;
  }

  private void handle(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      byte[] bytes = exchange.getRequestBody().readAllBytes();
      Call call =
          new Call(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes));
      calls.add(call);
      handler.handle(exchange, call);
    }
  }

  private void chat(HttpExchange exchange, Call call) throws IOException {
    AtomicInteger ofThisTest = disconnected;
    Reply reply = script.isEmpty() ? HELLO : script.removeFirst();
    attempted.add(call.header("X-Request-Id"));
    try {
      reply.play(exchange, call);
    } catch (IOException e) {
      ofThisTest.incrementAndGet();
      throw e;
    }
  }

  private void attempts(HttpExchange exchange, Call call) throws IOException {
    if (usageDown) {
      answer(exchange, 503, "{}");
      return;
    }
    String requestId = call.path().replaceFirst(".*request_id=([^&]*).*", "$1");
    List<String> rows = new ArrayList<>();
    for (String attempt : attempted) {
      if (attempt.equals(requestId)) {
        int number = rows.size() + 1;
        rows.add(
            """
            {"attempt_id":"att_%d","request_id":"%s","provider":"groq","model":"llama","requested_model":"groq/llama",
             "status":"completed","simulated":true,"usage_source":"provider",
             "buckets":{"input_uncached":100,"output_visible":20},
             "provider_usage":{"prompt_tokens":100,"completion_tokens":20},
             "started_event_id":"evt_started_%d","ended_event_id":"evt_ended_%d","error_code":null}"""
                .formatted(number, requestId, number, number));
      }
    }
    answer(exchange, 200, "{\"data\":[" + String.join(",", rows) + "],\"next_cursor\":null}");
  }

  private void cost(HttpExchange exchange, Call call) throws IOException {
    if (costDown) {
      answer(exchange, 422, "{\"code\":\"unknown_price\"}");
    } else {
      answer(
          exchange,
          200,
          "{\"buckets\":[],\"input_cost\":\"0.00001\",\"output_cost\":\"0.000002\",\"total_cost\":\"0.000012\",\"currency\":\"USD\"}");
    }
  }

  private void pool(HttpExchange exchange, Call call) throws IOException {
    if (poolDown) {
      answer(exchange, 503, "{}");
      return;
    }
    String[] path = exchange.getRequestURI().getPath().split("/");
    switch (path.length) {
      case 5 ->
          answer(
              exchange,
              200,
              "{\"data\":[%s],\"next_cursor\":null}"
                  .formatted(
                      String.join(
                          ",",
                          tools.keySet().stream().map(id -> "{\"id\":\"" + id + "\"}").toList())));
      case 7 ->
          answer(
              exchange,
              200,
              "{\"data\":[%s]}"
                  .formatted(
                      String.join(
                          ",",
                          tools.getOrDefault(path[5], List.of()).stream()
                              .map(
                                  name ->
                                      "{\"name\":\""
                                          + name
                                          + "\",\"description\":\"Does it\",\"input_schema\":{\"type\":\"object\"}}")
                              .toList())));
      default ->
          answer(
              exchange,
              200,
              "{\"content\":[{\"type\":\"text\",\"text\":\"%s of %s says 42\"}],\"is_error\":false}"
                  .formatted(path[7], path[5]));
    }
  }

  public static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Back to saying hello. */
  public void reset() {
    script.clear();
    calls.clear();
    usageDown = false;
    costDown = false;
    poolDown = false;
    tools = Map.of();
    // A caller of an earlier test may hang up late.
    disconnected = new AtomicInteger();
  }

  /** What the next model calls get, in order. */
  public void next(Reply... replies) {
    script.addAll(List.of(replies));
  }

  /** Attempts cannot be read. */
  public void usageIsDown() {
    usageDown = true;
  }

  /** Prices are not known. */
  public void costIsDown() {
    costDown = true;
  }

  /** The pool answers with errors. */
  public void poolIsDown() {
    poolDown = true;
  }

  /** The pool's servers with their tools. */
  public void pool(Map<String, List<String>> toolsByServer) {
    tools = Map.copyOf(toolsByServer);
  }

  /** How many callers hung up before their answer was complete. */
  public int disconnected() {
    return disconnected.get();
  }

  public List<Call> modelCalls() {
    return calls.stream().filter(call -> call.path().startsWith("/v1/chat/completions")).toList();
  }

  public List<Call> calls() {
    return List.copyOf(calls);
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
