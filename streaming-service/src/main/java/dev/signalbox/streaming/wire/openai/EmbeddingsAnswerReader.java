package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.OpenAiErrors;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what concerns us of embeddings: that there are some, and what they cost. */
final class EmbeddingsAnswerReader implements AnswerReader {

  private final JsonMapper json;
  private final ReasoningCount reasoning;

  EmbeddingsAnswerReader(JsonMapper json, ReasoningCount reasoning) {
    this.json = json;
    this.reasoning = reasoning;
  }

  @Override
  public List<AnswerEvent> read(Frame frame) {
    return List.of(new AnswerEvent.Malformed());
  }

  @Override
  public List<AnswerEvent> whole(byte[] body) {
    JsonNode answer;
    try {
      answer = json.readTree(body);
    } catch (JacksonException e) {
      return List.of(new AnswerEvent.Malformed());
    }
    if (answer.hasNonNull("error")) {
      return List.of(new AnswerEvent.Failed(OpenAiErrors.message(answer.path("error"))));
    }
    if (!answer.path("data").isArray()) {
      return List.of(new AnswerEvent.Malformed());
    }
    List<AnswerEvent> events = new ArrayList<>();
    events.add(new AnswerEvent.Started(null, ChatAnswerReader.text(answer, "model")));
    events.add(new AnswerEvent.OtherOutput());
    JsonNode usage = answer.path("usage");
    if (usage.isObject()) {
      events.add(new AnswerEvent.Usage(usage, ChatUsage.buckets(usage, reasoning)));
    }
    events.add(new AnswerEvent.Finished(StopReason.END, null));
    events.add(new AnswerEvent.Ended());
    return events;
  }
}
