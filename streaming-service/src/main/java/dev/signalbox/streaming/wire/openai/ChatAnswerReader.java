package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.OpenAiErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads chat completions and their chunks. */
final class ChatAnswerReader implements AnswerReader {

  private final JsonMapper json;
  private final ReasoningCount reasoning;
  private final ChatCallReader calls = new ChatCallReader();
  private final Map<Integer, ChatChoiceReader> choices = new HashMap<>();
  private boolean started;

  ChatAnswerReader(JsonMapper json, ReasoningCount reasoning) {
    this.json = json;
    this.reasoning = reasoning;
  }

  @Override
  public List<AnswerEvent> read(Frame frame) {
    String data = frame.data();
    if (data == null || data.isBlank()) {
      return List.of();
    }
    if (data.strip().equals("[DONE]")) {
      return List.of(new AnswerEvent.Ended());
    }
    try {
      return answer(json.readTree(data), "delta");
    } catch (JacksonException e) {
      return List.of(new AnswerEvent.Malformed());
    }
  }

  @Override
  public List<AnswerEvent> whole(byte[] body) {
    JsonNode answer;
    try {
      answer = json.readTree(body);
    } catch (JacksonException e) {
      return List.of(new AnswerEvent.Malformed());
    }
    if (!answer.hasNonNull("error") && !answer.path("choices").isArray()) {
      return List.of(new AnswerEvent.Malformed());
    }
    List<AnswerEvent> events = new ArrayList<>(answer(answer, "message"));
    events.add(new AnswerEvent.Ended());
    return events;
  }

  private List<AnswerEvent> answer(JsonNode answer, String content) {
    if (!answer.isObject()) {
      return List.of(new AnswerEvent.Malformed());
    }
    if (answer.hasNonNull("error")) {
      return List.of(new AnswerEvent.Failed(OpenAiErrors.message(answer.path("error"))));
    }
    List<AnswerEvent> events = new ArrayList<>();
    if (!started) {
      started = true;
      events.add(new AnswerEvent.Started(text(answer, "id"), text(answer, "model")));
    }
    int position = 0;
    for (JsonNode choice : answer.path("choices")) {
      int index = choice.path("index").asInt(position);
      ChatChoiceReader reader =
          choices.computeIfAbsent(index, number -> new ChatChoiceReader(number, calls));
      reader.output(choice.path(content), events);
      reader.finish(text(choice, "finish_reason"), events);
      position++;
    }
    JsonNode usage = answer.path("usage");
    if (usage.isObject()) {
      events.add(new AnswerEvent.Usage(usage, ChatUsage.buckets(usage, reasoning)));
    }
    return events;
  }

  static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() ? value.stringValue() : null;
  }
}
