package dev.signalbox.streaming.wire.cohere;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.sse.SseFormat;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Words answers and their events. Blocks of content are numbered apart from calls. */
final class CohereAnswerWriter implements AnswerWriter {

  private final JsonMapper json;
  private final AnswerHeading heading;
  private final ByteArrayOutputStream frames = new ByteArrayOutputStream();
  private boolean started;
  private boolean explained;
  private int contents;
  private Open open = Open.NONE;
  private int openCall;
  private AnswerEvent.Finished finished = new AnswerEvent.Finished(StopReason.END, null);
  private AnswerEvent.@Nullable Usage usage;

  CohereAnswerWriter(JsonMapper json, AnswerHeading heading) {
    this.json = json;
    this.heading = heading;
  }

  /** What is being written. */
  private enum Open {
    NONE,
    TEXT,
    THOUGHT,
    CALL_WITHOUT_ARGUMENTS,
    CALL
  }

  @Override
  public byte[] write(AnswerEvent event) {
    switch (event) {
      case AnswerEvent.Started ignored -> start();
      case AnswerEvent.TextDelta delta -> content(Open.TEXT, "text", delta.text());
      case AnswerEvent.RefusalDelta delta -> {
        explained |= delta.output();
        content(Open.TEXT, "text", delta.text());
      }
      case AnswerEvent.ThinkingDelta delta -> content(Open.THOUGHT, "thinking", delta.text());
      case AnswerEvent.ToolCallStarted call -> call(call);
      case AnswerEvent.ToolArgumentsDelta delta -> arguments(delta.index(), delta.json());
      case AnswerEvent.Finished end -> finished = end;
      case AnswerEvent.Usage counted -> usage = counted;
      case AnswerEvent.ThinkingSigned ignored -> {}
      case AnswerEvent.RedactedThinking ignored -> {}
      case AnswerEvent.OtherOutput ignored -> {}
      case AnswerEvent.Failed ignored -> {}
      case AnswerEvent.Malformed ignored -> {}
      case AnswerEvent.Ended ignored -> {}
    }
    return taken();
  }

  private void start() {
    if (started) {
      return;
    }
    started = true;
    ObjectNode event = event("message-start").put("id", heading.id());
    ObjectNode message = event.putObject("delta").putObject("message").put("role", "assistant");
    message.putArray("content");
    message.put("tool_plan", "");
    message.putArray("tool_calls");
    message.putArray("citations");
    send(event);
  }

  private void content(Open kind, String type, String text) {
    if (text.isEmpty()) {
      return;
    }
    start();
    if (open != kind) {
      close(true);
      open = kind;
      contents++;
      ObjectNode begin = event("content-start").put("index", contents - 1);
      message(begin).putObject("content").put("type", type).put(type, "");
      send(begin);
    }
    ObjectNode delta = event("content-delta").put("index", contents - 1);
    message(delta).putObject("content").put(type, text);
    send(delta);
  }

  private void call(AnswerEvent.ToolCallStarted call) {
    start();
    close(true);
    open = Open.CALL_WITHOUT_ARGUMENTS;
    openCall = call.index();
    ObjectNode event = event("tool-call-start").put("index", call.index());
    ObjectNode started =
        message(event).putObject("tool_calls").put("id", call.id()).put("type", "function");
    started.putObject("function").put("name", call.name()).put("arguments", "");
    send(event);
  }

  private void arguments(int call, String piece) {
    if (call == openCall && open == Open.CALL_WITHOUT_ARGUMENTS) {
      open = Open.CALL;
    }
    ObjectNode event = event("tool-call-delta").put("index", call);
    message(event).putObject("tool_calls").putObject("function").put("arguments", piece);
    send(event);
  }

  /**
   * Ends what is open.
   *
   * @param complete whether a call that has no arguments needs none, rather than having been cut
   *     off
   */
  private void close(boolean complete) {
    if (open == Open.CALL_WITHOUT_ARGUMENTS && complete) {
      arguments(openCall, "{}");
    }
    switch (open) {
      case NONE -> {}
      case TEXT, THOUGHT -> send(event("content-end").put("index", contents - 1));
      case CALL, CALL_WITHOUT_ARGUMENTS -> send(event("tool-call-end").put("index", openCall));
    }
    open = Open.NONE;
  }

  @Override
  public byte[] end() {
    start();
    close(finished.reason() == StopReason.TOOL_CALLS);
    ObjectNode event = event("message-end");
    CohereAnswer.end(event.putObject("delta"), finished.reason(), explained, usage, json);
    send(event);
    frames.writeBytes(SseFormat.event("[DONE]"));
    return taken();
  }

  @Override
  public byte[] failed(ProtocolError error) {
    ObjectNode event = event("message-end");
    event.putObject("delta").put("finish_reason", CohereStop.ERROR).put("error", error.message());
    send(event);
    return taken();
  }

  @Override
  public byte[] whole(List<AnswerEvent> events) {
    return json.writeValueAsBytes(CohereAnswer.of(json, heading.id(), events));
  }

  private ObjectNode event(String type) {
    return json.createObjectNode().put("type", type);
  }

  private static ObjectNode message(ObjectNode event) {
    return event.putObject("delta").putObject("message");
  }

  private void send(ObjectNode event) {
    frames.writeBytes(
        SseFormat.event(event.path("type").stringValue(), json.writeValueAsString(event)));
  }

  private byte[] taken() {
    byte[] bytes = frames.toByteArray();
    frames.reset();
    return bytes;
  }
}
