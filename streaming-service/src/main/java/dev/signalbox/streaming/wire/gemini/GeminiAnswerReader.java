package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
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
 * Reads a GenerateContentResponse, of which a stream is a sequence. Nothing marks the end of a
 * stream; usage may come after the reason for the end.
 */
final class GeminiAnswerReader implements AnswerReader {

  private final JsonMapper json;
  private final ObjectNode usage;
  private final PartEvents parts;
  private boolean started;

  GeminiAnswerReader(JsonMapper json) {
    this.json = json;
    this.usage = json.createObjectNode();
    this.parts = new PartEvents(json);
  }

  @Override
  public List<AnswerEvent> read(Frame frame) {
    String data = frame.data();
    if (data == null) {
      return List.of();
    }
    try {
      return answer(json.readTree(data));
    } catch (JacksonException e) {
      return List.of(new AnswerEvent.Malformed());
    }
  }

  @Override
  public List<AnswerEvent> whole(byte[] body) {
    List<AnswerEvent> events;
    try {
      events = answer(json.readTree(body));
    } catch (JacksonException e) {
      return List.of(new AnswerEvent.Malformed());
    }
    if (events.getFirst() instanceof AnswerEvent.Started) {
      events.add(new AnswerEvent.Ended());
    }
    return events;
  }

  private List<AnswerEvent> answer(JsonNode answer) {
    if (GeminiErrors.isError(answer)) {
      return List.of(new AnswerEvent.Failed(GeminiErrors.message(answer)));
    }
    if (!isAnswer(answer)) {
      return List.of(new AnswerEvent.Malformed());
    }
    List<AnswerEvent> events = new ArrayList<>();
    if (!started) {
      started = true;
      String id = text(answer, "responseId");
      parts.answer(id);
      events.add(new AnswerEvent.Started(id, text(answer, "modelVersion")));
    }
    for (JsonNode candidate : answer.path("candidates")) {
      candidate(candidate, events);
    }
    blocked(answer.path("promptFeedback"), events);
    JsonNode piece = answer.path("usageMetadata");
    if (piece.isObject()) {
      GeminiUsage.merge(piece, usage);
      events.add(new AnswerEvent.Usage(usage.deepCopy(), GeminiUsage.buckets(usage)));
    }
    return events;
  }

  private static boolean isAnswer(JsonNode answer) {
    return answer.has("candidates")
        || answer.has("promptFeedback")
        || answer.has("usageMetadata")
        || answer.has("responseId");
  }

  private void candidate(JsonNode candidate, List<AnswerEvent> events) {
    for (JsonNode part : candidate.path("content").path("parts")) {
      parts.read(part, events);
    }
    StopReason reason = Finish.read(candidate.path("finishReason").asString(""), parts.hasCalls());
    if (reason != null) {
      events.add(new AnswerEvent.Finished(reason, null));
    }
  }

  /** The prompt was held back, and there is no candidate. */
  private static void blocked(JsonNode feedback, List<AnswerEvent> events) {
    String reason = feedback.path("blockReason").asString("");
    if (!reason.isEmpty() && !reason.equals("BLOCKED_REASON_UNSPECIFIED")) {
      events.add(new AnswerEvent.Finished(StopReason.CONTENT_FILTER, null));
    }
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() ? value.stringValue() : null;
  }
}
