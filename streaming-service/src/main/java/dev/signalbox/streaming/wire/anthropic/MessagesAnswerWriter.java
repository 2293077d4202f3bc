package dev.signalbox.streaming.wire.anthropic;

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

/** Words an answer as a message, or as the events of its stream. */
final class MessagesAnswerWriter implements AnswerWriter {

  private static final AnswerEvent.Finished WITHOUT_REASON =
      new AnswerEvent.Finished(StopReason.END, null);

  private final JsonMapper json;
  private final MessagesErrors errors;
  private final MessageObject objects;
  private final MessageStream stream;
  private final StringBuilder refusal = new StringBuilder();
  private AnswerEvent.Finished finished = WITHOUT_REASON;
  private @Nullable TokenBuckets usage;

  MessagesAnswerWriter(JsonMapper json, MessagesErrors errors, AnswerHeading heading) {
    this.json = json;
    this.errors = errors;
    this.objects = new MessageObject(json, heading);
    this.stream = new MessageStream(json, objects);
  }

  @Override
  public byte[] write(AnswerEvent event) {
    remember(event);
    switch (event) {
      case AnswerEvent.Started ignored -> stream.start(usage);
      case AnswerEvent.TextDelta(String text) -> stream.text(text, usage);
      case AnswerEvent.ThinkingDelta(String text) -> stream.thinking(text, usage);
      case AnswerEvent.ThinkingSigned(String signature) -> stream.signature(signature, usage);
      case AnswerEvent.RedactedThinking(String data) -> stream.redacted(data, usage);
      case AnswerEvent.ToolCallStarted call -> stream.toolCall(call, usage);
      case AnswerEvent.ToolArgumentsDelta arguments -> stream.arguments(arguments);
      case AnswerEvent.RefusalDelta ignored -> {}
      case AnswerEvent.OtherOutput ignored -> {}
      case AnswerEvent.Finished ignored -> {}
      case AnswerEvent.Usage ignored -> {}
      case AnswerEvent.Failed ignored -> {}
      case AnswerEvent.Malformed ignored -> {}
      case AnswerEvent.Ended ignored -> {}
    }
    return stream.taken();
  }

  /** What can only be told at the end. */
  private void remember(AnswerEvent event) {
    if (event instanceof AnswerEvent.Finished last) {
      finished = last;
    } else if (event instanceof AnswerEvent.Usage counted) {
      usage = counted.buckets();
    } else if (event instanceof AnswerEvent.RefusalDelta(String text)) {
      refusal.append(text);
    }
  }

  @Override
  public byte[] end() {
    ObjectNode delta = json.createObjectNode();
    MessageObject.stop(finished, refusal.toString(), stream.hasCalls(), delta);
    delta.putNull("container");
    stream.stop(delta, usage);
    return stream.taken();
  }

  @Override
  public byte[] failed(ProtocolError error) {
    stream.event("error", errors.node(error));
    return stream.taken();
  }

  @Override
  public byte[] whole(List<AnswerEvent> events) {
    MessageContent content = new MessageContent(json, objects);
    for (AnswerEvent event : events) {
      remember(event);
      content.add(event);
    }
    ObjectNode message = objects.message(content.blocks(), usage);
    MessageObject.stop(finished, refusal.toString(), content.hasCalls(), message);
    return json.writeValueAsBytes(message);
  }
}
