package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.sse.SseFormat;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the events of a stream. One block is open at a time, since SDKs take the last one for the
 * current one.
 */
final class MessageStream {

  private enum Open {
    NOTHING,
    TEXT,
    THINKING,
    CALL
  }

  private final JsonMapper json;
  private final MessageObject objects;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean started;
  private Open open = Open.NOTHING;
  private int block = -1;
  private int call = -1;

  MessageStream(JsonMapper json, MessageObject objects) {
    this.json = json;
    this.objects = objects;
  }

  void start(@Nullable TokenBuckets usage) {
    if (!started) {
      started = true;
      ObjectNode event = event("message_start");
      event.set("message", objects.message(json.createArrayNode(), usage));
      event("message_start", event);
    }
  }

  void text(String text, @Nullable TokenBuckets usage) {
    if (!text.isEmpty()) {
      start(usage);
      if (open != Open.TEXT) {
        open(Open.TEXT, objects.text(""));
      }
      delta("text_delta", "text", text);
    }
  }

  void thinking(String text, @Nullable TokenBuckets usage) {
    if (!text.isEmpty()) {
      start(usage);
      if (open != Open.THINKING) {
        open(Open.THINKING, objects.thinking("", ""));
      }
      delta("thinking_delta", "thinking", text);
    }
  }

  void signature(String signature, @Nullable TokenBuckets usage) {
    start(usage);
    if (open != Open.THINKING) {
      open(Open.THINKING, objects.thinking("", ""));
    }
    delta("signature_delta", "signature", MessagesProtocol.PROVENANCE.kept(signature));
    close();
  }

  void redacted(String data, @Nullable TokenBuckets usage) {
    start(usage);
    open(Open.NOTHING, objects.redactedThinking(data));
    close(block);
  }

  /** A call has no signature in this protocol: a thought without text before it bears it. */
  void toolCall(AnswerEvent.ToolCallStarted started, @Nullable TokenBuckets usage) {
    start(usage);
    if (started.signature() != null) {
      close();
      signature(started.signature(), usage);
    }
    open(Open.CALL, objects.toolUse(started, json.createObjectNode()));
    call = started.index();
  }

  void arguments(AnswerEvent.ToolArgumentsDelta arguments) {
    if (open == Open.CALL && call == arguments.index() && !arguments.json().isEmpty()) {
      delta("input_json_delta", "partial_json", arguments.json());
    }
  }

  void stop(ObjectNode delta, @Nullable TokenBuckets usage) {
    start(usage);
    close();
    ObjectNode event = event("message_delta");
    event.set("delta", delta);
    MessageObject.usage(usage, event);
    event("message_delta", event);
    event("message_stop", event("message_stop"));
  }

  boolean hasCalls() {
    return call >= 0;
  }

  private void open(Open kind, ObjectNode content) {
    close();
    block++;
    open = kind;
    ObjectNode event = event("content_block_start").put("index", block);
    event.set("content_block", content);
    event("content_block_start", event);
  }

  private void delta(String type, String field, String piece) {
    ObjectNode event = event("content_block_delta").put("index", block);
    event.putObject("delta").put("type", type).put(field, piece);
    event("content_block_delta", event);
  }

  private void close() {
    if (open != Open.NOTHING) {
      close(block);
    }
  }

  private void close(int index) {
    open = Open.NOTHING;
    event("content_block_stop", event("content_block_stop").put("index", index));
  }

  private ObjectNode event(String type) {
    return json.createObjectNode().put("type", type);
  }

  void event(String name, ObjectNode data) {
    bytes.writeBytes(SseFormat.event(name, json.writeValueAsString(data)));
  }

  /** What has been written since. */
  byte[] taken() {
    byte[] taken = bytes.toByteArray();
    bytes.reset();
    return taken;
  }
}
