package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ways to take an answer other than at once and over HTTP, through the gateway. */
class StreamSocketIntegrationTests {
  private static final String QUESTION = "Say something about streams";

  private final PlatformApi api = Platform.running().api();

  @Test
  void streamsOfTwoProtocolsRunOnOneConnection() throws InterruptedException {
    Messages messages = new Messages();
    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .header("Authorization", "Bearer " + api.key())
              .buildAsync(URI.create(api.base().replace("http", "ws") + "/v1/stream"), messages)
              .join();
      socket.sendText(start("a", "openai-chat", "openai/gpt-4o-mini"), true).join();
      socket.sendText(start("b", "anthropic-messages", "anthropic/claude-3-5-sonnet"), true).join();

      Map<String, List<JsonNode>> streams = messages.untilEnds(2);
      socket.abort();

      for (String id : List.of("a", "b")) {
        List<JsonNode> stream = streams.getOrDefault(id, List.of());
        assertThat(stream).as(id).hasSizeGreaterThan(3);
        assertThat(type(stream.getFirst())).isEqualTo("begun");
        assertThat(type(stream.getLast())).isEqualTo("done");
        String request = stream.getFirst().path("request_id").asString();
        assertThat(
                api.read("/api/v1/attempts?request_id=" + request).at("/data/0/status").asString())
            .isEqualTo("completed");
      }
    }
  }

  @Test
  void aStreamIsResumedBehindTheLastEventThatCame() {
    HttpResponse<String> whole =
        PlatformApi.send(
            request("/v1/chat/completions")
                .header("Content-Type", "application/json")
                .header("X-Signalbox-Resumable", "true")
                .POST(HttpRequest.BodyPublishers.ofString(body("openai/gpt-4o-mini")))
                .build());
    String requestId = whole.headers().firstValue("X-Request-Id").orElseThrow();
    assertThat(whole.headers().firstValue("X-Signalbox-Resumable")).contains("true");

    HttpResponse<String> rest =
        PlatformApi.send(
            request("/v1/streams/" + requestId)
                .header("Last-Event-ID", requestId + ":2")
                .GET()
                .build());

    assertThat(rest.body()).startsWith("id: " + requestId + ":3\n").endsWith("data: [DONE]\n\n");
    assertThat(whole.body()).endsWith(rest.body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api.base() + path))
        .header("Authorization", "Bearer " + api.key());
  }

  private static String start(String id, String protocol, String model) {
    return "{\"type\":\"start\",\"stream_id\":\"%s\",\"protocol\":\"%s\",\"request\":%s}"
        .formatted(id, protocol, body(model));
  }

  private static String body(String model) {
    return """
        {"model":"%s","stream":true,"max_tokens":50,"messages":[{"role":"user","content":"%s"}]}"""
        .formatted(model, QUESTION);
  }

  private static String type(JsonNode message) {
    return message.path("type").asString();
  }

  /** What comes on a connection. */
  private static final class Messages implements WebSocket.Listener {
    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    /** The messages of each stream until so many have ended. */
    Map<String, List<JsonNode>> untilEnds(int streams) throws InterruptedException {
      Map<String, List<JsonNode>> all = new HashMap<>();
      int ended = 0;
      while (ended < streams) {
        JsonNode message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
          throw new AssertionError("no more came than " + all);
        }
        all.computeIfAbsent(message.path("stream_id").asString(), id -> new ArrayList<>())
            .add(message);
        if (type(message).equals("done") || type(message).equals("error")) {
          ended++;
        }
      }
      return all;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        received.add(JsonMapper.shared().readTree(text.toString()));
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
