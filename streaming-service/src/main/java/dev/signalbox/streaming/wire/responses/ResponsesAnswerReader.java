package dev.signalbox.streaming.wire.responses;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.OpenAiErrors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads responses and their events. */
final class ResponsesAnswerReader implements AnswerReader {

  private final JsonMapper json;
  private final ResponsesOutputReader output = new ResponsesOutputReader();

  ResponsesAnswerReader(JsonMapper json) {
    this.json = json;
  }

  @Override
  public List<AnswerEvent> read(Frame frame) {
    String data = frame.data();
    if (data == null || data.isBlank() || data.strip().equals("[DONE]")) {
      return List.of();
    }
    try {
      JsonNode event = json.readTree(data);
      return event.isObject() ? event(event) : List.of(new AnswerEvent.Malformed());
    } catch (JacksonException e) {
      return List.of(new AnswerEvent.Malformed());
    }
  }

  private List<AnswerEvent> event(JsonNode event) {
    JsonNode response = event.path("response");
    return switch (event.path("type").asString("")) {
      case "response.created" -> List.of(started(response));
      case "response.completed" -> ended(response, "completed");
      case "response.incomplete" -> ended(response, "incomplete");
      case "response.failed", "response.cancelled" -> ended(response, "failed");
      case "error" -> List.of(failed(event.has("error") ? event.path("error") : event));
      // An error in place of an event, as of a gateway in between.
      case "" -> List.of(event.has("error") ? failed(event.path("error")) : malformed());
      default -> output.read(event);
    };
  }

  @Override
  public List<AnswerEvent> whole(byte[] body) {
    JsonNode response;
    try {
      response = json.readTree(body);
    } catch (JacksonException e) {
      return List.of(malformed());
    }
    if (response.hasNonNull("error") && !response.has("output")) {
      return List.of(failed(response.path("error")));
    }
    if (!response.path("output").isArray()) {
      return List.of(malformed());
    }
    List<AnswerEvent> events = new ArrayList<>();
    events.add(started(response));
    events.addAll(ended(response, "completed"));
    return events;
  }

  private static AnswerEvent started(JsonNode response) {
    return new AnswerEvent.Started(text(response, "id"), text(response, "model"));
  }

  /** The last event has all of the answer, so that what was not streamed is read of it. */
  private List<AnswerEvent> ended(JsonNode response, String byDefault) {
    if (response.hasNonNull("error")) {
      return List.of(failed(response.path("error")));
    }
    List<AnswerEvent> events = new ArrayList<>(output.rest(response.path("output")));
    JsonNode usage = response.path("usage");
    if (usage.isObject()) {
      events.add(new AnswerEvent.Usage(usage, ResponsesUsage.buckets(usage)));
    }
    switch (response.path("status").asString(byDefault)) {
      case "completed" -> events.add(new AnswerEvent.Finished(output.stopReason(), null));
      case "incomplete" -> events.add(new AnswerEvent.Finished(incomplete(response), null));
      default -> {
        return List.of(new AnswerEvent.Failed("The response was not completed."));
      }
    }
    events.add(new AnswerEvent.Ended());
    return events;
  }

  private static StopReason incomplete(JsonNode response) {
    return switch (response.path("incomplete_details").path("reason").asString("")) {
      case "max_output_tokens" -> StopReason.MAX_TOKENS;
      case "content_filter" -> StopReason.CONTENT_FILTER;
      default -> StopReason.OTHER;
    };
  }

  private static AnswerEvent failed(JsonNode error) {
    return new AnswerEvent.Failed(OpenAiErrors.message(error));
  }

  private static AnswerEvent malformed() {
    return new AnswerEvent.Malformed();
  }

  static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() ? value.stringValue() : null;
  }
}
