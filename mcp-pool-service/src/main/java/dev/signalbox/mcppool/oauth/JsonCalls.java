package dev.signalbox.mcppool.oauth;

import dev.signalbox.mcppool.transport.HttpCalls;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Calls whose answers are JSON. */
final class JsonCalls {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_ANSWER = 256 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpCalls http;

  /** An answer; what is no JSON is an empty object. */
  record Answer(HttpCalls.Reply reply, JsonNode json) {}

  JsonCalls(HttpCalls http) {
    this.http = http;
  }

  /** What is there; empty if nothing is. */
  Optional<JsonNode> get(URI url) throws OAuthFailure {
    Answer answer =
        send(new HttpCalls.Call("GET", url, Map.of("Accept", "application/json"), null));
    return answer.reply().isSuccess() ? Optional.of(answer.json()) : Optional.empty();
  }

  Answer post(URI url, Map<String, String> headers, String mediaType, String body)
      throws OAuthFailure {
    return send(
        new HttpCalls.Call(
            "POST",
            url,
            headers,
            new HttpCalls.Body(mediaType, body.getBytes(StandardCharsets.UTF_8))));
  }

  Answer send(HttpCalls.Call call) throws OAuthFailure {
    try {
      HttpCalls.Reply reply = http.send(call, PATIENCE, MAX_ANSWER);
      return new Answer(reply, json(reply));
    } catch (IOException failure) {
      throw new OAuthFailure(
          "%s cannot be reached: %s".formatted(call.uri().getHost(), failure.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new OAuthFailure("it was given up");
    }
  }

  private static JsonNode json(HttpCalls.Reply reply) {
    try {
      JsonNode json = JSON.readTree(reply.content());
      return json.isObject() ? json : JsonNodeFactory.instance.objectNode();
    } catch (JacksonException noJson) {
      return JsonNodeFactory.instance.objectNode();
    }
  }
}
