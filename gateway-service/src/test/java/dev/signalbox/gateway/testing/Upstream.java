package dev.signalbox.gateway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service as the gateway sees one: it takes the internal token and nothing else, and answers with
 * what it was sent. Paths that end in {@code /stream}, {@code /cut} and {@code /v3/api-docs} do
 * what their names say.
 */
public final class Upstream {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PATIENCE_SECONDS = 30;

  private final String name;
  private final Semaphore events = new Semaphore(0);
  private HttpServer server;
  private volatile @Nullable NimbusJwtDecoder tokens;
  private volatile CountDownLatch readerGone = new CountDownLatch(1);

  public Upstream(String name) {
    this.name = name;
    this.server = start(0);
  }

  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Trusts the keys that are published there. */
  public void trust(String jwksUrl) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSetUri(jwksUrl).jwsAlgorithm(SignatureAlgorithm.ES256).build();
    decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer("signalbox-gateway"));
    tokens = decoder;
  }

  /** Lets the running stream send one more event. */
  public void sendEvent() {
    events.release();
  }

  /** Forgets earlier streams. */
  public void expectStream() {
    events.drainPermits();
    readerGone = new CountDownLatch(1);
  }

  /** Whether the reader of the stream hung up; keeps sending until it did. */
  public boolean awaitReaderGone() throws InterruptedException {
    for (int i = 0; i < 10 * PATIENCE_SECONDS; i++) {
      if (readerGone.await(100, TimeUnit.MILLISECONDS)) {
        return true;
      }
      sendEvent();
    }
    return false;
  }

  public void stop() {
    server.stop(0);
  }

  /** Comes back at the same address. */
  public void restart() {
    server = start(server.getAddress().getPort());
  }

  private HttpServer start(int port) {
    try {
      HttpServer started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      started.createContext("/", this::answer);
      started.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Jwt token = verified(exchange);
      String path = exchange.getRequestURI().getRawPath();
      if (token == null) {
        send(exchange, 401, Map.of("refused", "no valid internal token"));
      } else if (path.endsWith("/cut")) {
        return;
      } else if (path.endsWith("/stream")) {
        stream(exchange);
      } else if (path.endsWith("/v3/api-docs")) {
        send(
            exchange,
            200,
            Map.of("openapi", "3.1.0", "info", Map.of("title", name), "paths", Map.of()));
      } else {
        send(exchange, 200, seen(exchange, token));
      }
    }
  }

  private Map<String, Object> seen(HttpExchange exchange, Jwt token) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((header, values) -> headers.put(header.toLowerCase(Locale.ROOT), values.get(0)));
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("service", name);
    seen.put("method", exchange.getRequestMethod());
    seen.put("uri", exchange.getRequestURI().toString());
    seen.put("headers", headers);
    seen.put("claims", new LinkedHashMap<>(Map.of("sub", token.getSubject())));
    seen.put("roles", token.getClaimAsStringList("roles"));
    seen.put("team", token.getClaimAsString("team"));
    seen.put("agents", token.getClaimAsStringList("agents"));
    seen.put("key_id", token.getClaimAsString("key_id"));
    seen.put("token_expires_at", String.valueOf(token.getExpiresAt()));
    seen.put("body_bytes", count(exchange.getRequestBody()));
    return seen;
  }

  private @Nullable Jwt verified(HttpExchange exchange) {
    NimbusJwtDecoder decoder = tokens;
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (decoder == null || authorization == null || !authorization.startsWith("Bearer ")) {
      return null;
    }
    try {
      Jwt token = decoder.decode(authorization.substring("Bearer ".length()));
      return token.getAudience().contains("signalbox") ? token : null;
    } catch (JwtException invalid) {
      exchange.getResponseHeaders().set("X-Refused", String.valueOf(invalid.getMessage()));
      return null;
    }
  }

  private void stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      body.flush();
      for (int i = 1; events.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS); i++) {
        body.write(("id: " + i + "\ndata: {\"n\":" + i + "}\n\n").getBytes(StandardCharsets.UTF_8));
        body.flush();
      }
    } catch (IOException gone) {
      readerGone.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, Map<String, ?> json)
      throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(json);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("X-Request-Id", "an-upstreams-own");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static long count(InputStream body) throws IOException {
    return body.transferTo(OutputStream.nullOutputStream());
  }
}
