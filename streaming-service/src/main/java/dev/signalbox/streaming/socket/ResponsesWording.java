package dev.signalbox.streaming.socket;

import dev.signalbox.streaming.attempt.Refusal;
import dev.signalbox.streaming.attempt.Served;
import dev.signalbox.streaming.cache.CacheLookup;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The messages of OpenAI's responses over a WebSocket: the events of a stream as they are, each
 * with the lane that its request named.
 */
final class ResponsesWording implements Wording {

  private final JsonMapper json;
  private final WireProtocol protocol;
  private final @Nullable String lane;
  private final Consumer<JsonNode> whole;

  /**
   * The messages of one response.
   *
   * @param lane null when its request named none
   * @param whole told of the response when it is whole
   */
  ResponsesWording(
      JsonMapper json, WireProtocol protocol, @Nullable String lane, Consumer<JsonNode> whole) {
    this.json = json;
    this.protocol = protocol;
    this.lane = lane;
    this.whole = whole;
  }

  @Override
  public @Nullable String begun(Served served, CacheLookup lookup) {
    return null;
  }

  /** Their names are in their data too. What is no JSON object is no event of theirs. */
  @Override
  public @Nullable String event(long number, @Nullable String name, String data) {
    String event = data.strip();
    if (!event.startsWith("{")) {
      return null;
    }
    if ("response.completed".equals(name) || "response.incomplete".equals(name)) {
      whole.accept(json.readTree(event).path("response"));
    }
    return lane == null
        ? event
        : "{\"stream_id\":" + json.writeValueAsString(lane) + ',' + event.substring(1);
  }

  @Override
  public @Nullable String done() {
    return null;
  }

  @Override
  public @Nullable String brokenOff(ProtocolError error) {
    return null;
  }

  @Override
  public String failed(Refusal refusal) {
    ObjectNode message = json.createObjectNode().put("type", "error");
    if (lane != null) {
      message.put("stream_id", lane);
    }
    message.put("status", refusal.error().status());
    JsonNode error = json.readTree(refusal.body(protocol)).path("error");
    message.set("error", error);
    Duration retryAfter = refusal.retryAfter();
    if (retryAfter != null && error instanceof ObjectNode details) {
      details
          .putObject("headers")
          .put("retry-after", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
    return message.toString();
  }
}
