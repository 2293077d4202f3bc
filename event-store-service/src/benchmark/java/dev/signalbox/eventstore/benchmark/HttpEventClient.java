package dev.signalbox.eventstore.benchmark;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.TestTokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The service's API over loopback, one kept connection a thread. The JDK's old client is used
 * because it costs the service least of the processors they share.
 */
final class HttpEventClient implements Client {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PAGE = 1_000;
  private static final int BUSY = 503;
  private static final int REPETITIONS = 50;
  private static final long PAUSE_NANOS = 200_000_000;

  private final ServiceProcess service;
  private final SignalboxClient loading;
  private final String authorization =
      "Bearer "
          + TestTokens.token(Role.ADMIN)
              .claim("exp", Instant.now().plusSeconds(86_400).getEpochSecond())
              .sign();

  HttpEventClient(ServiceProcess service, SignalboxClient loading) {
    this.service = service;
    this.loading = loading;
  }

  @Override
  public void append(String stream, long expected, int events) {
    ObjectNode body = JSON.createObjectNode();
    if (expected > 0) {
      body.put("expected_version", expected);
    } else {
      body.put("expected_version", expected == 0 ? "no_stream" : "any");
    }
    ArrayNode news = body.putArray("events");
    for (int number = 0; number < events; number++) {
      news.addObject()
          .put("id", IdKind.EVENT.next())
          .put("type", Payload.TYPE)
          .set("data", Payload.next().json());
    }
    call("/api/v1/streams/" + encoded(stream) + "/events", body);
  }

  @Override
  public void load(Layout layout, int from, int to) {
    loading.load(layout, from, to);
  }

  @Override
  public int streamsPerLoad(Layout layout) {
    return loading.streamsPerLoad(layout);
  }

  @Override
  public long version(String stream) {
    return loading.version(stream);
  }

  @Override
  public int read(String stream) {
    String path = "/api/v1/streams/" + encoded(stream) + "?limit=" + PAGE;
    int events = 0;
    String cursor = "";
    do {
      JsonNode page = call(path + cursor, null);
      events += page.path("data").size();
      JsonNode next = page.path("next_cursor");
      cursor = next.isString() ? "&cursor=" + encoded(next.asString()) : "";
    } while (!cursor.isEmpty());
    return events;
  }

  @Override
  public Follower follow(boolean fromBeginning) {
    return new PageFollower(
        fromBeginning ? null : call("/api/v1/events/head", null).path("checkpoint").asString());
  }

  // What is repeated has the same event ids and cannot be appended twice.
  private JsonNode call(String path, @Nullable JsonNode body) {
    Answer answer = send(path, body);
    for (int repetition = 0; answer.status() == BUSY && repetition < REPETITIONS; repetition++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      answer = send(path, body);
    }
    if (answer.status() >= 300) {
      throw new IllegalStateException(path + ": " + answer.status() + ' ' + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private record Answer(int status, String body) {}

  private Answer send(String path, @Nullable JsonNode body) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + service.port() + path).toURL().openConnection();
      connection.setRequestProperty("Authorization", authorization);
      connection.setRequestProperty("Accept", "application/json, application/problem+json");
      if (body != null) {
        byte[] bytes = JSON.writeValueAsBytes(body);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(bytes.length);
        try (OutputStream output = connection.getOutputStream()) {
          output.write(bytes);
        }
      }
      int status = connection.getResponseCode();
      try (InputStream input =
          status < 300 ? connection.getInputStream() : connection.getErrorStream()) {
        return new Answer(status, new String(input.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    loading.close();
    service.close();
  }

  private final class PageFollower implements Follower {

    private String query;

    PageFollower(@Nullable String checkpoint) {
      query = after(checkpoint);
    }

    private static String after(@Nullable String checkpoint) {
      return checkpoint == null ? "" : "&after=" + encoded(checkpoint);
    }

    @Override
    public int next(Met met) {
      JsonNode page = call("/api/v1/events?limit=" + PAGE + query, null);
      JsonNode events = page.path("data");
      events.forEach(
          event ->
              met.event(event.path("stream").asString(), event.path("version").asLong()));
      query = after(page.path("checkpoint").asString());
      return events.size();
    }
  }
}
