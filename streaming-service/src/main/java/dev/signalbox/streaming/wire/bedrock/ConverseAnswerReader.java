package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.eventstream.EventStreamMessage;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads answers of Converse and events of ConverseStream. */
final class ConverseAnswerReader implements AnswerReader {

  private final JsonMapper json;
  private final AnswerBlockReader blocks;
  private @Nullable String stopReason;

  ConverseAnswerReader(JsonMapper json, Provenance provenance) {
    this.json = json;
    this.blocks = new AnswerBlockReader(json, provenance);
  }

  @Override
  public List<AnswerEvent> read(Frame frame) {
    if (!(frame instanceof EventStreamMessage message)) {
      return List.of(new AnswerEvent.Malformed());
    }
    return switch (message.kind()) {
      case EVENT -> event(message);
      case EXCEPTION -> List.of(new AnswerEvent.Failed(exception(message)));
      case ERROR -> List.of(new AnswerEvent.Failed(error(message)));
      case UNKNOWN -> List.of();
    };
  }

  private String exception(EventStreamMessage message) {
    String type = Objects.requireNonNullElse(message.type(), "exception");
    String data = message.data();
    if (data == null) {
      return type;
    }
    try {
      return Objects.requireNonNullElse(ConverseErrors.message(json.readTree(data)), type);
    } catch (JacksonException e) {
      return type;
    }
  }

  private static String error(EventStreamMessage message) {
    String said = message.text(":error-message");
    return said == null ? Objects.requireNonNullElse(message.type(), "error") : said;
  }

  private List<AnswerEvent> event(EventStreamMessage message) {
    String type = message.type();
    String data = message.data();
    if (type == null || data == null) {
      return List.of();
    }
    JsonNode event;
    try {
      event = json.readTree(data);
    } catch (JacksonException e) {
      return List.of(new AnswerEvent.Malformed());
    }
    if (!event.isObject()) {
      return List.of(new AnswerEvent.Malformed());
    }
    List<AnswerEvent> events = new ArrayList<>();
    int block = event.path("contentBlockIndex").asInt(0);
    switch (type) {
      case "messageStart" -> events.add(new AnswerEvent.Started(null, null));
      case "contentBlockStart" -> blocks.start(block, event.path("start"), events);
      case "contentBlockDelta" -> blocks.delta(block, event.path("delta"), events);
      case "contentBlockStop" -> blocks.stop(block, events);
      case "messageStop" -> stop(event, events);
      case "metadata" -> metadata(event, events);
      default -> {}
    }
    return events;
  }

  private void stop(JsonNode event, List<AnswerEvent> events) {
    String reason = event.path("stopReason").asString("");
    stopReason = reason;
    if (!ConverseStop.broken(reason)) {
      JsonNode sequence = event.path("additionalModelResponseFields").path("stop_sequence");
      events.add(
          new AnswerEvent.Finished(
              ConverseStop.reason(reason), sequence.isString() ? sequence.stringValue() : null));
    }
  }

  /** The last event. A broken answer is told of only now, so that its usage counts. */
  private void metadata(JsonNode event, List<AnswerEvent> events) {
    JsonNode usage = event.path("usage");
    if (usage.isObject()) {
      events.add(new AnswerEvent.Usage(usage, ConverseUsage.buckets(usage)));
    }
    String reason = stopReason;
    if (reason == null) {
      return;
    }
    events.add(
        ConverseStop.broken(reason)
            ? new AnswerEvent.Failed("the model's output is broken: " + reason)
            : new AnswerEvent.Ended());
  }

  @Override
  public List<AnswerEvent> whole(byte[] body) {
    JsonNode answer;
    try {
      answer = json.readTree(body);
    } catch (JacksonException e) {
      return List.of(new AnswerEvent.Malformed());
    }
    JsonNode content = answer.path("output").path("message").path("content");
    if (!content.isArray()) {
      String error = ConverseErrors.message(answer);
      return List.of(error == null ? new AnswerEvent.Malformed() : new AnswerEvent.Failed(error));
    }
    List<AnswerEvent> events = new ArrayList<>();
    events.add(new AnswerEvent.Started(null, null));
    for (int block = 0; block < content.size(); block++) {
      blocks.whole(block, content.path(block), events);
    }
    stop(answer, events);
    metadata(answer, events);
    return events;
  }
}
