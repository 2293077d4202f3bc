package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads messages and the events of streams
 * (platform.claude.com/docs/en/build-with-claude/streaming). Kinds of events that are not known are
 * passed over, as the API's versioning policy asks.
 */
final class MessagesAnswerReader implements AnswerReader {

  private final JsonMapper json;
  private final ContentEvents content;
  private final ObjectNode usage;

  MessagesAnswerReader(JsonMapper json) {
    this.json = json;
    this.content = new ContentEvents(json);
    this.usage = json.createObjectNode();
  }

  @Override
  public List<AnswerEvent> read(Frame frame) {
    String data = frame.data();
    if (data == null) {
      return List.of();
    }
    try {
      return event(json.readTree(data));
    } catch (JacksonException e) {
      return List.of(new AnswerEvent.Malformed());
    }
  }

  @Override
  public List<AnswerEvent> whole(byte[] body) {
    try {
      return message(json.readTree(body));
    } catch (JacksonException e) {
      return List.of(new AnswerEvent.Malformed());
    }
  }

  private List<AnswerEvent> event(JsonNode event) {
    if (MessagesErrors.isError(event)) {
      return List.of(new AnswerEvent.Failed(MessagesErrors.message(event)));
    }
    if (!event.path("type").isString()) {
      return List.of(new AnswerEvent.Malformed());
    }
    List<AnswerEvent> events = new ArrayList<>();
    int index = event.path("index").asInt(0);
    switch (event.path("type").stringValue()) {
      case "message_start" -> started(event.path("message"), events);
      case "content_block_start" -> content.started(index, event.path("content_block"), events);
      case "content_block_delta" -> content.delta(index, event.path("delta"), events);
      case "content_block_stop" -> content.stopped(index, events);
      case "message_delta" -> {
        finished(event.path("delta"), events);
        usage(event.path("usage"), events);
      }
      case "message_stop" -> events.add(new AnswerEvent.Ended());
      default -> {
        // A ping, or something newer.
      }
    }
    return events;
  }

  private List<AnswerEvent> message(JsonNode message) {
    if (MessagesErrors.isError(message)) {
      return List.of(new AnswerEvent.Failed(MessagesErrors.message(message)));
    }
    if (!message.path("content").isArray()) {
      return List.of(new AnswerEvent.Malformed());
    }
    List<AnswerEvent> events = new ArrayList<>();
    events.add(new AnswerEvent.Started(text(message, "id"), text(message, "model")));
    int index = 0;
    for (JsonNode block : message.path("content")) {
      content.whole(index, block, events);
      index++;
    }
    finished(message, events);
    usage(message.path("usage"), events);
    events.add(new AnswerEvent.Ended());
    return events;
  }

  private void started(JsonNode message, List<AnswerEvent> events) {
    events.add(new AnswerEvent.Started(text(message, "id"), text(message, "model")));
    usage(message.path("usage"), events);
  }

  private static void finished(JsonNode delta, List<AnswerEvent> events) {
    String reason = text(delta, "stop_reason");
    if (reason == null) {
      return;
    }
    String explanation = text(delta.path("stop_details"), "explanation");
    if (explanation != null) {
      events.add(new AnswerEvent.RefusalDelta(explanation));
    }
    events.add(new AnswerEvent.Finished(Stop.read(reason), text(delta, "stop_sequence")));
  }

  private void usage(JsonNode piece, List<AnswerEvent> events) {
    if (piece.isObject()) {
      MessagesUsage.merge(piece, usage);
      events.add(new AnswerEvent.Usage(usage.deepCopy(), MessagesUsage.buckets(usage)));
    }
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() ? value.stringValue() : null;
  }
}
