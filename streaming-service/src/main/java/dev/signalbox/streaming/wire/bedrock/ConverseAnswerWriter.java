package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.eventstream.EventStreamFormat;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.protocol.Provenance;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Words answers of Converse and events of ConverseStream. Blocks of text and thoughts begin without
 * an event of their own, as the service has it.
 */
final class ConverseAnswerWriter implements AnswerWriter {

  private final JsonMapper json;
  private final ConverseErrors errors;
  private final Provenance provenance;
  private final ByteArrayOutputStream frames = new ByteArrayOutputStream();
  private final Map<Integer, Integer> blocksByCall = new HashMap<>();
  private boolean started;
  private int blocks;
  private Open open = Open.NONE;
  private AnswerEvent.Finished finished = new AnswerEvent.Finished(StopReason.END, null);
  private AnswerEvent.@Nullable Usage usage;

  ConverseAnswerWriter(JsonMapper json, ConverseErrors errors, Provenance provenance) {
    this.json = json;
    this.errors = errors;
    this.provenance = provenance;
  }

  /** The block that is being written, the last one. */
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
      case AnswerEvent.TextDelta delta -> text(delta.text());
      case AnswerEvent.RefusalDelta delta -> text(delta.text());
      case AnswerEvent.ThinkingDelta delta -> thought("text", delta.text());
      case AnswerEvent.ThinkingSigned signed -> {
        thought("signature", provenance.kept(signed.signature()));
        close(true);
      }
      case AnswerEvent.RedactedThinking thought -> {
        close(true);
        thought("redactedContent", RedactedContent.toBase64(provenance.kept(thought.data())));
        close(true);
      }
      case AnswerEvent.ToolCallStarted call -> call(call);
      case AnswerEvent.ToolArgumentsDelta delta -> arguments(delta.index(), delta.json());
      case AnswerEvent.Finished end -> finished = end;
      case AnswerEvent.Usage counted -> usage = counted;
      case AnswerEvent.OtherOutput ignored -> {}
      case AnswerEvent.Failed ignored -> {}
      case AnswerEvent.Malformed ignored -> {}
      case AnswerEvent.Ended ignored -> {}
    }
    return taken();
  }

  private void start() {
    if (!started) {
      started = true;
      event("messageStart", json.createObjectNode().put("role", "assistant"));
    }
  }

  private void text(String text) {
    if (!text.isEmpty()) {
      open(Open.TEXT);
      delta(blocks - 1, json.createObjectNode().put("text", text));
    }
  }

  private void thought(String member, String value) {
    if (!value.isEmpty()) {
      open(Open.THOUGHT);
      ObjectNode delta = json.createObjectNode();
      delta.putObject("reasoningContent").put(member, value);
      delta(blocks - 1, delta);
    }
  }

  /** The signature of a call, which another protocol may have, is that of a thought before it. */
  private void call(AnswerEvent.ToolCallStarted call) {
    close(true);
    if (call.signature() != null) {
      thought("signature", provenance.kept(call.signature()));
      close(true);
    }
    open(Open.CALL_WITHOUT_ARGUMENTS);
    blocksByCall.put(call.index(), blocks - 1);
    ObjectNode event = json.createObjectNode().put("contentBlockIndex", blocks - 1);
    event
        .putObject("start")
        .putObject("toolUse")
        .put("toolUseId", call.id())
        .put("name", call.name());
    event("contentBlockStart", event);
  }

  private void arguments(int call, String piece) {
    Integer block = blocksByCall.get(call);
    if (block == null) {
      return;
    }
    if (block == blocks - 1 && open == Open.CALL_WITHOUT_ARGUMENTS) {
      open = Open.CALL;
    }
    input(block, piece);
  }

  private void input(int block, String piece) {
    ObjectNode delta = json.createObjectNode();
    delta.putObject("toolUse").put("input", piece);
    delta(block, delta);
  }

  private void open(Open kind) {
    start();
    if (open != kind) {
      close(true);
      open = kind;
      blocks++;
    }
  }

  /**
   * Ends the block that is open.
   *
   * @param complete whether a call that has no arguments needs none, rather than having been cut
   *     off
   */
  private void close(boolean complete) {
    if (open == Open.NONE) {
      return;
    }
    if (open == Open.CALL_WITHOUT_ARGUMENTS && complete) {
      input(blocks - 1, "{}");
    }
    open = Open.NONE;
    event("contentBlockStop", json.createObjectNode().put("contentBlockIndex", blocks - 1));
  }

  private void delta(int block, ObjectNode delta) {
    ObjectNode event = json.createObjectNode().put("contentBlockIndex", block);
    event.set("delta", delta);
    event("contentBlockDelta", event);
  }

  @Override
  public byte[] end() {
    start();
    close(finished.reason() == StopReason.TOOL_CALLS);
    ObjectNode stop = json.createObjectNode();
    ConverseAnswer.stop(stop, finished.reason(), finished.stopSequence());
    event("messageStop", stop);
    ObjectNode metadata = json.createObjectNode();
    ConverseAnswer.metadata(metadata, usage, json);
    event("metadata", metadata);
    return taken();
  }

  @Override
  public byte[] failed(ProtocolError error) {
    return EventStreamFormat.exception(
        ConverseErrors.typeInStream(error.status()), errors.object(error));
  }

  @Override
  public byte[] whole(List<AnswerEvent> events) {
    return json.writeValueAsBytes(ConverseAnswer.of(json, provenance, events));
  }

  private void event(String type, ObjectNode payload) {
    frames.writeBytes(EventStreamFormat.event(type, json.writeValueAsBytes(payload)));
  }

  private byte[] taken() {
    byte[] bytes = frames.toByteArray();
    frames.reset();
    return bytes;
  }
}
