package dev.signalbox.mcppool.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Uses the tool's servers through the pool: registers one, has a person grant access to it if the
 * scenario is of that, lists its tools, calls what the scenario is about, and removes it.
 */
final class ConformanceClient implements AutoCloseable {
  private static final String SERVERS = "/api/v1/mcp/servers";
  private static final int AT_ONCE = 4;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Something to wait for. */
  private interface Pause {
    void end() throws InterruptedException;
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient browser = HttpClient.newHttpClient();
  private final Semaphore atOnce = new Semaphore(AT_ONCE);
  private final AtomicInteger scenarios = new AtomicInteger();
  private final HttpServer server;
  private final ServiceClient service;

  ConformanceClient(ServiceClient service) {
    this.service = service;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    browser.shutdownNow();
  }

  private void take(HttpExchange exchange) throws IOException {
    JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
    StringBuilder story = new StringBuilder();
    boolean done = false;
    try {
      atOnce.acquire();
      try {
        done =
            asked.path("scenario").asString("").equals("sse-retry")
                ? playListening(asked, story)
                : play(asked, asked.path("server").asString(""), () -> {}, story);
      } finally {
        atOnce.release();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      story.append(failure).append('\n');
    }
    byte[] told = story.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(done ? 200 : 500, told.length);
    exchange.getResponseBody().write(told);
    exchange.close();
  }

  /**
   * The scenario takes the first GET after the call for its reconnection, and does not know of the
   * stream that a client opens for what is said unasked. So that one is there before the call.
   */
  private boolean playListening(JsonNode asked, StringBuilder story) {
    URI server = URI.create(asked.path("server").asString(""));
    try (ForwardingProxy proxy = ForwardingProxy.to(server)) {
      return play(asked, proxy.url(server.getPath()), proxy::awaitListening, story);
    }
  }

  private boolean play(JsonNode asked, String url, Pause beforeCalls, StringBuilder story) {
    String path = SERVERS + "/conformance-" + scenarios.incrementAndGet();
    ObjectNode definition =
        JsonNodeFactory.instance.objectNode().put("id", path.substring(SERVERS.length() + 1));
    ObjectNode transport = definition.putObject("transport");
    transport.put("type", "streamable_http").put("url", url);
    boolean granted = asked.path("scenario").asString("").startsWith("auth/");
    if (granted) {
      ObjectNode oauth = transport.putObject("oauth");
      for (String field : new String[] {"client_id", "client_secret"}) {
        JsonNode value = asked.path("context").path(field);
        if (value.isString()) {
          oauth.set(field, value);
        }
      }
    }
    try {
      return succeeded(service.post(SERVERS, definition), story)
          && (!granted || grant(path, story))
          && (use(path, asked, beforeCalls, story)
              || (granted && grant(path, story) && use(path, asked, beforeCalls, story)));
    } finally {
      service.delete(path);
    }
  }

  /** A person follows the URL and comes back with what the authorization server says. */
  private boolean grant(String path, StringBuilder story) {
    Answer begun = service.post(path + "/authorization", "");
    if (!succeeded(begun, story)) {
      return false;
    }
    URI back = redirect(begun.json().get("authorization_url").stringValue());
    ObjectNode brought = JsonNodeFactory.instance.objectNode();
    UriComponentsBuilder.fromUri(back)
        .build()
        .getQueryParams()
        .toSingleValueMap()
        .forEach(
            (key, value) -> brought.put(key, URLDecoder.decode(value, StandardCharsets.UTF_8)));
    return succeeded(service.post("/api/v1/mcp/authorizations", brought), story);
  }

  private URI redirect(String url) {
    try {
      HttpResponse<String> answer =
          browser.send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.ofString());
      return URI.create(
          answer
              .headers()
              .firstValue("Location")
              .orElseThrow(() -> new IllegalStateException("no redirect: " + answer.body())));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private boolean use(String path, JsonNode asked, Pause beforeCalls, StringBuilder story) {
    Answer listed = service.get(path + "/tools");
    if (!succeeded(listed, story)) {
      return false;
    }
    try {
      beforeCalls.end();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
    JsonNode wanted = asked.path("context").path("toolCalls");
    boolean done = true;
    for (JsonNode call : wanted.isArray() ? wanted : calls(asked, listed.json().get("data"))) {
      String tool = path + "/tools/" + call.get("name").stringValue();
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.set("arguments", call.get("arguments"));
      done &= succeeded(service.post(tool + "/call", body), story);
    }
    return done;
  }

  /** One of each tool, unless the scenario's server knows no calls. */
  private static ArrayNode calls(JsonNode asked, JsonNode tools) {
    ArrayNode calls = JsonNodeFactory.instance.arrayNode();
    if (!asked.path("scenario").asString("").equals("json-schema-ref-no-deref")) {
      for (JsonNode tool : tools) {
        ObjectNode call = calls.addObject();
        call.set("name", tool.get("name"));
        call.set("arguments", arguments(tool.get("input_schema")));
      }
    }
    return calls;
  }

  /** Something that fits. */
  private static ObjectNode arguments(JsonNode schema) {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    schema
        .path("properties")
        .forEachEntry(
            (name, property) -> {
              switch (property.path("type").asString("")) {
                case "number", "integer" -> arguments.put(name, 2);
                case "boolean" -> arguments.put(name, true);
                case "string" -> arguments.put(name, "text");
                default -> {}
              }
            });
    return arguments;
  }

  private static boolean succeeded(Answer answer, StringBuilder story) {
    story.append(answer.status()).append(' ').append(answer.body()).append('\n');
    return answer.status() < 300;
  }
}
