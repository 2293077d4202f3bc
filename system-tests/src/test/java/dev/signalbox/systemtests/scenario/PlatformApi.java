package dev.signalbox.systemtests.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform's API as a client with a key sees it, through the gateway. */
final class PlatformApi {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private static final JsonMapper JSON = JsonMapper.shared();

  private final String base;
  private final String key;

  PlatformApi(int port, String key) {
    this("http://127.0.0.1:" + port, key);
  }

  private PlatformApi(String base, String key) {
    this.base = base;
    this.key = key;
  }

  /** The same API with a new key of this role. */
  PlatformApi as(String role) {
    String body = "{\"name\":\"a %1$s\",\"role\":\"%1$s\"}".formatted(role);
    return new PlatformApi(base, json(post("/api/v1/keys", body), 201).path("key").asString());
  }

  String base() {
    return base;
  }

  String key() {
    return key;
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET().build());
  }

  HttpResponse<String> get(String path, String mediaType) {
    return send(request(path).header("Accept", mediaType).GET().build());
  }

  /** Follows an event stream, behind the last event that was seen if there is one. */
  Following follow(String path, @Nullable String lastEventId, Duration limit) {
    HttpRequest.Builder request =
        request(path)
            .header("Accept", "text/event-stream")
            .header("X-Request-Deadline", Long.toString(Instant.now().plus(limit).toEpochMilli()));
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    return new Following(
        send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream()).body());
  }

  HttpResponse<String> delete(String path) {
    return send(request(path).DELETE().build());
  }

  HttpResponse<String> post(String path, String json) {
    return send("POST", path, json);
  }

  HttpResponse<String> put(String path, String json) {
    return send("PUT", path, json);
  }

  /** Replaces something, whoever has changed it since it was read. */
  HttpResponse<String> replace(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("If-Match", "*")
            .PUT(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  HttpResponse<String> send(String method, String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  /** The JSON of a successful GET. */
  JsonNode read(String path) {
    return json(get(path), 200);
  }

  /** The JSON of an answer, which must have this status. */
  static JsonNode json(HttpResponse<String> response, int status) {
    if (response.statusCode() != status) {
      throw new AssertionError(
          response.request().method()
              + " "
              + response.uri()
              + ": "
              + response.statusCode()
              + " "
              + response.body());
    }
    return JSON.readTree(response.body());
  }

  /** Every element of a paged list. */
  List<JsonNode> readAll(String path, String cursorParameter) {
    List<JsonNode> all = new ArrayList<>();
    String separator = path.contains("?") ? "&" : "?";
    String next = path;
    while (true) {
      JsonNode page = read(next);
      page.path("data").forEach(all::add);
      JsonNode cursor = page.path("next_cursor");
      if (cursor.isNull() || cursor.isMissingNode() || page.path("data").isEmpty()) {
        return all;
      }
      next = path + separator + cursorParameter + "=" + encoded(cursor.asString());
    }
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  static HttpResponse<String> send(HttpRequest request) {
    return send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
    try {
      return exchange(request, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends a request of which the connection may break.
   *
   * @throws IOException when it does
   */
  static <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body)
      throws IOException {
    try {
      return CLIENT.send(request, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at " + request, e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + key);
  }
}
