package dev.signalbox.streaming.wire.responses;

import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Words an answer as a response or its events. */
final class ResponsesAnswerWriter implements AnswerWriter {

  private final JsonMapper json;
  private final ResponseObject response;
  private final ResponsesFrames frames;
  private final ResponsesOutput output;
  private boolean begun;
  private boolean refusing;
  private StopReason stopReason = StopReason.OTHER;
  private @Nullable TokenBuckets usage;

  ResponsesAnswerWriter(JsonMapper json, AnswerHeading heading) {
    this.json = json;
    this.response = new ResponseObject(json, heading);
    this.frames = new ResponsesFrames(json);
    this.output = new ResponsesOutput(frames, heading.id());
  }

  @Override
  public byte[] write(AnswerEvent event) {
    take(event);
    return frames.take();
  }

  private void take(AnswerEvent event) {
    if (event instanceof AnswerEvent.Started || event.output()) {
      begin();
    }
    switch (event) {
      case AnswerEvent.TextDelta(String text) -> say(false, text);
      case AnswerEvent.RefusalDelta(String text) -> say(true, text);
      case AnswerEvent.ThinkingDelta(String text) -> {
        if (!text.isEmpty()) {
          output.think(text);
        }
      }
      case AnswerEvent.ThinkingSigned(String signature) -> output.sign(signature);
      case AnswerEvent.RedactedThinking(String data) -> output.thinkInSecret(data);
      case AnswerEvent.ToolCallStarted call -> output.call(call);
      case AnswerEvent.ToolArgumentsDelta(int index, String piece) -> output.argue(index, piece);
      case AnswerEvent.Finished finished -> stopReason = finished.reason();
      case AnswerEvent.Usage reported -> usage = reported.buckets();
      case AnswerEvent.Started ignored -> {}
      case AnswerEvent.OtherOutput ignored -> {}
      case AnswerEvent.Failed ignored -> {}
      case AnswerEvent.Malformed ignored -> {}
      case AnswerEvent.Ended ignored -> {}
    }
  }

  private void say(boolean refusal, String text) {
    if (!text.isEmpty()) {
      refusing |= refusal;
      output.say(refusal, text);
    }
  }

  private void begin() {
    if (!begun) {
      begun = true;
      lifecycle("response.created", response.inProgress());
      lifecycle("response.in_progress", response.inProgress());
    }
  }

  private void lifecycle(String type, ObjectNode snapshot) {
    frames.add(type, event -> event.set("response", snapshot));
  }

  @Override
  public byte[] end() {
    begin();
    ObjectNode ended = ended();
    lifecycle("response." + ended.path("status").asString(""), ended);
    return frames.take();
  }

  private ObjectNode ended() {
    String cause = incompleteBecause();
    output.end(cause == null);
    return cause == null
        ? response.completed(output, usage)
        : response.incomplete(cause, output, usage);
  }

  /** A refusal without words must not be taken for an answer. */
  private @Nullable String incompleteBecause() {
    return switch (stopReason) {
      case END, STOP_SEQUENCE, TOOL_CALLS, OTHER -> null;
      case MAX_TOKENS -> "max_output_tokens";
      case CONTENT_FILTER -> "content_filter";
      case REFUSAL -> refusing ? null : "content_filter";
    };
  }

  /** OpenAI's clients throw at an error; others wait for the response to fail. */
  @Override
  public byte[] failed(ProtocolError error) {
    frames.add(
        "error",
        event ->
            event
                .put("code", error.code())
                .put("message", error.message())
                .put("param", error.field()));
    if (begun) {
      lifecycle("response.failed", response.failed(error, output));
    }
    return frames.take();
  }

  @Override
  public byte[] whole(List<AnswerEvent> events) {
    events.forEach(this::take);
    ObjectNode whole = ended();
    frames.take();
    return json.writeValueAsBytes(whole);
  }
}
