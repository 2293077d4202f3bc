package dev.signalbox.mcppool.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An MCP server that wants an access token, and who gives one: with PKCE, for one resource, to
 * clients that registered by themselves, and each refresh token once.
 */
public final class FakeAuthorizationServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final Set<String> accessTokens = ConcurrentHashMap.newKeySet();
  private final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();
  private final AtomicInteger issued = new AtomicInteger();
  private final AtomicInteger refreshes = new AtomicInteger();
  private final List<Map<String, String>> revoked = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> tokenForms = new CopyOnWriteArrayList<>();
  private volatile boolean pkce = true;
  private volatile String resource;

  /** What the browser brings back. */
  public record Approval(String code, String state, String issuer) {}

  public FakeAuthorizationServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    resource = url("/mcp");
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Does what a person does in the browser. */
  public Approval approve(String authorizationUrl) {
    Map<String, String> query = form(URI.create(authorizationUrl).getRawQuery());
    String code = "code-" + issued.incrementAndGet();
    codes.put(code, query);
    return new Approval(code, query.getOrDefault("state", ""), url("/auth"));
  }

  /** No access token given out so far is good any more. */
  public void endAccess() {
    accessTokens.clear();
  }

  /** Nothing given out so far is good any more. */
  public void revoke() {
    accessTokens.clear();
    refreshTokens.clear();
  }

  public int refreshes() {
    return refreshes.get();
  }

  /** What the token endpoint was sent. */
  public List<Map<String, String>> tokenForms() {
    return List.copyOf(tokenForms);
  }

  /** What the revocation endpoint was sent. */
  public List<Map<String, String>> revoked() {
    return List.copyOf(revoked);
  }

  public void forgetPkce() {
    pkce = false;
  }

  public void pretendToBe(String other) {
    resource = other;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    switch (exchange.getRequestURI().getPath()) {
      case "/mcp" -> mcp(exchange, body);
      case "/.well-known/oauth-protected-resource/mcp" ->
          respond(
              exchange,
              200,
              JsonNodeFactory.instance
                  .objectNode()
                  .put("resource", resource)
                  .set(
                      "authorization_servers",
                      JsonNodeFactory.instance.arrayNode().add(url("/auth"))));
      case "/.well-known/oauth-authorization-server/auth" -> respond(exchange, 200, metadata());
      case "/auth/register" ->
          respond(
              exchange,
              201,
              ((ObjectNode) JSON.readTree(body)).put("client_id", "registered-client"));
      case "/auth/token" -> token(exchange, form(body));
      case "/auth/revoke" -> {
        revoked.add(form(body));
        respond(exchange, 200, JsonNodeFactory.instance.objectNode());
      }
      default -> respond(exchange, 404, JsonNodeFactory.instance.objectNode());
    }
  }

  private ObjectNode metadata() {
    ObjectNode metadata =
        JsonNodeFactory.instance
            .objectNode()
            .put("issuer", url("/auth"))
            .put("authorization_endpoint", url("/auth/authorize"))
            .put("token_endpoint", url("/auth/token"))
            .put("registration_endpoint", url("/auth/register"))
            .put("revocation_endpoint", url("/auth/revoke"))
            .put("authorization_response_iss_parameter_supported", true);
    if (pkce) {
      metadata.putArray("code_challenge_methods_supported").add("S256");
    }
    metadata.putArray("scopes_supported").add("tools").add("offline_access");
    return metadata;
  }

  private void token(HttpExchange exchange, Map<String, String> form) throws IOException {
    tokenForms.add(form);
    boolean good =
        form.getOrDefault("resource", "").equals(url("/mcp"))
            && form.getOrDefault("client_id", "").equals("registered-client")
            && switch (form.getOrDefault("grant_type", "")) {
              case "authorization_code" -> isGoodCode(form);
              case "refresh_token" -> refreshTokens.remove(form.getOrDefault("refresh_token", ""));
              default -> false;
            };
    if (!good) {
      respond(exchange, 400, JsonNodeFactory.instance.objectNode().put("error", "invalid_grant"));
      return;
    }
    if (form.containsKey("refresh_token")) {
      refreshes.incrementAndGet();
    }
    int number = issued.incrementAndGet();
    accessTokens.add("s3cret-access-" + number);
    refreshTokens.add("s3cret-refresh-" + number);
    respond(
        exchange,
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("access_token", "s3cret-access-" + number)
            .put("refresh_token", "s3cret-refresh-" + number)
            .put("token_type", "Bearer")
            .put("expires_in", 3600)
            .put("scope", "tools"));
  }

  private boolean isGoodCode(Map<String, String> form) {
    Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
    return asked != null
        && challenge(form.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"))
        && form.getOrDefault("redirect_uri", "").equals(asked.get("redirect_uri"));
  }

  private void mcp(HttpExchange exchange, String body) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null || !accessTokens.contains(authorization.replace("Bearer ", ""))) {
      exchange
          .getResponseHeaders()
          .set(
              "WWW-Authenticate",
              "Bearer resource_metadata=\"%s\", scope=\"tools\""
                  .formatted(url("/.well-known/oauth-protected-resource/mcp")));
      respond(exchange, 401, JsonNodeFactory.instance.objectNode());
      return;
    }
    JsonNode message = JSON.readTree(body);
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
    answer.set("id", message.path("id"));
    answer.set("result", result(message.path("method").asString("")));
    respond(exchange, 200, answer);
  }

  private static JsonNode result(String method) {
    return JSON.readTree(
        switch (method) {
          case "server/discover" ->
              "{\"supportedVersions\": [\"2026-07-28\"], \"capabilities\": {\"tools\": {}}}";
          case "tools/list" ->
              "{\"tools\": [{\"name\": \"whoami\", \"inputSchema\": {\"type\": \"object\"}}]}";
          default -> "{\"content\": [{\"type\": \"text\", \"text\": \"you\"}]}";
        });
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, String> form(String text) {
    Map<String, String> form = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return form;
  }

  private static void respond(HttpExchange exchange, int status, JsonNode body) throws IOException {
    ScriptedHttpServer.respond(exchange, status, "application/json", body.toString());
  }
}
