package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.sse.SseFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Words an answer as a GenerateContentResponse, or a stream of them. */
final class GeminiAnswerWriter implements AnswerWriter {

  private static final byte[] NOTHING = {};

  private final JsonMapper json;
  private final GeminiErrors errors;
  private final AnswerHeading heading;
  private final AnswerParts parts;
  private StopReason reason = StopReason.END;
  private boolean refused;
  private @Nullable TokenBuckets usage;

  GeminiAnswerWriter(JsonMapper json, GeminiErrors errors, AnswerHeading heading) {
    this.json = json;
    this.errors = errors;
    this.heading = heading;
    this.parts = new AnswerParts(json);
  }

  @Override
  public byte[] write(AnswerEvent event) {
    add(event);
    ArrayNode taken = parts.taken();
    return taken.isEmpty() ? NOTHING : chunk(answer(taken));
  }

  private void add(AnswerEvent event) {
    parts.add(event);
    if (event instanceof AnswerEvent.Finished finished) {
      reason = finished.reason();
    } else if (event instanceof AnswerEvent.Usage counted) {
      usage = counted.buckets();
    } else if (event instanceof AnswerEvent.RefusalDelta) {
      refused = true;
    }
  }

  @Override
  public byte[] end() {
    return chunk(last());
  }

  @Override
  public byte[] failed(ProtocolError error) {
    return chunk(errors.node(error));
  }

  @Override
  public byte[] whole(List<AnswerEvent> events) {
    events.forEach(this::add);
    return json.writeValueAsBytes(last());
  }

  private ObjectNode last() {
    ArrayNode rest = parts.rest();
    if (rest.isEmpty()) {
      // SDKs take a content without parts for a failure.
      rest.addObject().put("text", "");
    }
    ObjectNode answer = answer(rest);
    finish((ObjectNode) answer.path("candidates").path(0));
    if (usage != null) {
      GeminiUsage.write(usage, answer.putObject("usageMetadata"));
    }
    return answer;
  }

  private void finish(ObjectNode candidate) {
    String malformed = parts.malformedCall();
    if (malformed != null) {
      candidate
          .put("finishReason", Finish.MALFORMED_CALL)
          .put("finishMessage", "Malformed function call: " + malformed);
    } else {
      boolean refusal = refused && reason == StopReason.END;
      candidate.put("finishReason", Finish.write(refusal ? StopReason.REFUSAL : reason));
    }
  }

  private ObjectNode answer(ArrayNode written) {
    ObjectNode answer = json.createObjectNode();
    ObjectNode candidate = answer.putArray("candidates").addObject();
    candidate.putObject("content").put("role", "model").set("parts", written);
    candidate.put("index", 0);
    return answer.put("modelVersion", heading.model()).put("responseId", heading.id());
  }

  private byte[] chunk(ObjectNode answer) {
    return SseFormat.event(json.writeValueAsString(answer));
  }
}
