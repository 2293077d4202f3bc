package dev.signalbox.kit.testing;

import dev.signalbox.kit.security.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the service under test as the gateway does. It comes with an admin's token; {@link #as} and
 * {@link #withoutToken} make clients that do not. Immutable.
 */
public final class ServiceClient {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final IntSupplier port;
  private final Map<String, String> headers;

  public ServiceClient(int port) {
    this(() -> port);
  }

  ServiceClient(IntSupplier port) {
    this(port, Map.of("Authorization", TestTokens.bearer(Role.ADMIN)));
  }

  private ServiceClient(IntSupplier port, Map<String, String> headers) {
    this.port = port;
    this.headers = headers;
  }

  /** An answer with its body read. */
  public record Answer(int status, java.net.http.HttpHeaders headers, String body) {
    public JsonNode json() {
      return JSON.readTree(body);
    }

    public @Nullable String header(String name) {
      return headers.firstValue(name).orElse(null);
    }

    /** The stable code of a problem document. */
    public String problemCode() {
      return json().path("code").asString("");
    }
  }

  public ServiceClient as(Role... roles) {
    return with("Authorization", TestTokens.bearer(roles));
  }

  public ServiceClient withoutToken() {
    return with("Authorization", null);
  }

  /** With one header set, or left out if the value is null. */
  public ServiceClient with(String header, @Nullable String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    if (value == null) {
      changed.remove(header);
    } else {
      changed.put(header, value);
    }
    return new ServiceClient(port, changed);
  }

  public int port() {
    return port.getAsInt();
  }

  public URI uri(String path) {
    return URI.create("http://localhost:" + port() + path);
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /**
   * Sends a body.
   *
   * @param body a JSON text, or anything that is written as JSON (names as they are)
   */
  public Answer post(String path, Object body) {
    return send(request(path).POST(json(body)));
  }

  public Answer put(String path, Object body) {
    return send(request(path).PUT(json(body)));
  }

  /** Sends whatever the request says, with this client's headers where it has none of its own. */
  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while calling", e);
    }
  }

  /** Posts and reads the answer as an event stream; closing it hangs up. */
  public EventStream sse(String path, Object body) {
    return stream(request(path).setHeader("Accept", "text/event-stream").POST(json(body)));
  }

  /** Gets an event stream. */
  public EventStream sse(String path) {
    return stream(request(path).setHeader("Accept", "text/event-stream").GET());
  }

  /** A request with this client's headers. */
  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(60))
            .setHeader("Content-Type", "application/json");
    headers.forEach(request::setHeader);
    return request;
  }

  private EventStream stream(HttpRequest.Builder request) {
    try {
      HttpResponse<InputStream> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      return new EventStream(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while calling", e);
    }
  }

  private static HttpRequest.BodyPublisher json(Object body) {
    String text = body instanceof String string ? string : JSON.writeValueAsString(body);
    return HttpRequest.BodyPublishers.ofString(text);
  }
}
