package dev.signalbox.mcppool.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Help Scout's Mailbox API 2.0 as far as it is used: paths, statuses, headers and bodies as its
 * documentation shows them.
 */
public final class FakeMailboxApi implements AutoCloseable {
  public static final String CLIENT_ID = "app-1";
  public static final String CLIENT_SECRET = "app-s3cret";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final AtomicInteger tokens = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Refusal> refusals = new LinkedBlockingQueue<>();
  private volatile String nextLink = "";

  private record Refusal(int status, String retryAfter, String body) {}

  public FakeMailboxApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/v2/", this::handle);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v2/");
  }

  /** What came, tokens aside: method, path with query, and the body if there was one. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** How many tokens were given out; only the newest is good. */
  public int tokens() {
    return tokens.get();
  }

  /** No token given out before is good any more. */
  public void expireTokens() {
    tokens.incrementAndGet();
  }

  /** The account is over its limit, for one call. */
  public void throttle(int seconds) {
    refusals.add(
        new Refusal(429, Integer.toString(seconds), "{\"message\":\"API rate limit exceeded\"}"));
  }

  public void refuse(int status, String body) {
    refusals.add(new Refusal(status, "", body));
  }

  /** Where the link to the next page leads, in place of the next page. */
  public void linkTo(String url) {
    nextLink = url;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().toString().substring("/v2/".length());
    if (path.equals("oauth2/token")) {
      token(exchange, JSON.readTree(body));
      return;
    }
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer token-" + tokens.get()).equals(authorization)) {
      respond(exchange, 401, "{\"error\":\"invalid_token\"}");
      return;
    }
    requests.add((exchange.getRequestMethod() + " " + path + " " + body).strip());
    Refusal refusal = refusals.poll();
    if (refusal != null) {
      if (!refusal.retryAfter().isEmpty()) {
        exchange.getResponseHeaders().set("X-RateLimit-Retry-After", refusal.retryAfter());
      }
      respond(exchange, refusal.status(), refusal.body());
      return;
    }
    switch (exchange.getRequestMethod()) {
      case "GET" -> get(exchange, path);
      case "POST" -> {
        exchange.getResponseHeaders().set("Resource-ID", "9001");
        exchange.getResponseHeaders().set("Location", url() + path + "/9001");
        respond(exchange, 201, "");
      }
      default -> respond(exchange, 204, "");
    }
  }

  private void token(HttpExchange exchange, JsonNode form) throws IOException {
    boolean known =
        form.path("grant_type").asString("").equals("client_credentials")
            && form.path("client_id").asString("").equals(CLIENT_ID)
            && form.path("client_secret").asString("").equals(CLIENT_SECRET);
    respond(
        exchange,
        known ? 200 : 401,
        known
            ? "{\"token_type\":\"bearer\",\"access_token\":\"token-%d\",\"expires_in\":172800}"
                .formatted(tokens.incrementAndGet())
            : "{\"error\":\"invalid_client\"}");
  }

  private void get(HttpExchange exchange, String path) throws IOException {
    String resource = path.replaceAll("\\?.*", "");
    boolean second = path.contains("page=2");
    switch (resource) {
      case "conversations" ->
          respond(
              exchange,
              200,
              page("conversations", conversation(second ? 2 : 1), second ? 2 : 1, 2, path));
      case "conversations/1" -> respond(exchange, 200, conversation(1));
      case "conversations/1/threads" ->
          respond(exchange, 200, page("threads", thread(), 1, 1, path));
      case "customers" -> respond(exchange, 200, emptyPage(path));
      case "customers/7" ->
          respond(
              exchange,
              200,
              """
              {"id": 7, "firstName": "Ada", "photoUrl": "https://example.com/a.png",
               "_embedded": {"emails": [{"id": 1, "value": "ada@example.com", "type": "home"}]},
               "_links": {"self": {"href": "%scustomers/7"}}}
              """
                  .formatted(url()));
      case "mailboxes" ->
          respond(
              exchange, 200, page("mailboxes", "{\"id\": 85, \"name\": \"Support\"}", 1, 1, path));
      case "tags" ->
          respond(exchange, 200, page("tags", "{\"id\": 9150, \"name\": \"vip\"}", 1, 1, path));
      default -> respond(exchange, 404, "{\"message\":\"Not Found\"}");
    }
  }

  private String page(String relation, String item, int number, int pages, String path) {
    String bare = url() + path.replaceAll("\\?.*", "");
    String next = nextLink.isEmpty() ? bare + "?page=" + (number + 1) : nextLink;
    return """
    {"_embedded": {"%s": [%s]},
     "page": {"size": 25, "totalElements": %d, "totalPages": %d, "number": %d},
     "_links": {"self": {"href": "%s"}, "next": {"href": "%s"},
                "page": {"href": "%s{?page}", "templated": true}}}
    """
        .formatted(relation, item, pages, pages, number, bare, next, bare);
  }

  /** Nothing is embedded where there is nothing. */
  private String emptyPage(String path) {
    return """
    {"page": {"size": 25, "totalElements": 0, "totalPages": 0, "number": 1},
     "_links": {"self": {"href": "%s"}}}
    """
        .formatted(url() + path.replaceAll("\\?.*", ""));
  }

  private String conversation(int id) {
    return """
    {"id": %d, "number": 15473, "type": "email", "status": "pending", "subject": "Where is it?",
     "mailboxId": 85, "primaryCustomer": {"id": 7, "email": "ada@example.com"},
     "tags": [{"id": 9150, "color": "#929499", "tag": "vip"}],
     "_embedded": {"threads": []}, "_links": {"self": {"href": "%sconversations/%d"}}}
    """
        .formatted(id, url(), id);
  }

  private static String thread() {
    return """
    {"id": 31, "type": "customer", "status": "active", "state": "published",
     "body": "<p>Where is my order?</p>", "customer": {"id": 7, "first": "Ada"},
     "_embedded": {"attachments": []}}
    """;
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    ScriptedHttpServer.respond(exchange, status, "application/hal+json", body);
  }
}
