package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.OpenAiErrors;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.sse.SseFormat;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Words an answer as a chat completion or its chunks. */
final class ChatAnswerWriter implements AnswerWriter {

  private static final byte[] NOTHING = {};

  private final JsonMapper json;
  private final AnswerHeading heading;
  private final OpenAiErrors errors;
  private final ChatThoughtWriter thoughts = new ChatThoughtWriter();
  private final Set<Integer> withoutArguments = new HashSet<>();
  private boolean begun;
  private boolean refusing;
  private StopReason stopReason = StopReason.OTHER;
  private @Nullable TokenBuckets usage;

  ChatAnswerWriter(JsonMapper json, AnswerHeading heading, OpenAiErrors errors) {
    this.json = json;
    this.heading = heading;
    this.errors = errors;
  }

  @Override
  public byte[] write(AnswerEvent event) {
    return switch (event) {
      case AnswerEvent.Started ignored -> begin();
      case AnswerEvent.TextDelta(String text) ->
          text.isEmpty() ? NOTHING : delta(delta -> delta.put("content", text));
      case AnswerEvent.RefusalDelta(String text) -> refusal(text);
      case AnswerEvent.ThinkingDelta(String text) ->
          text.isEmpty() ? NOTHING : delta(delta -> thoughts.text(text, delta));
      case AnswerEvent.ThinkingSigned(String signature) ->
          delta(delta -> thoughts.signature(signature, delta));
      case AnswerEvent.RedactedThinking(String data) ->
          delta(delta -> thoughts.redacted(data, delta));
      case AnswerEvent.ToolCallStarted call -> call(call);
      case AnswerEvent.ToolArgumentsDelta(int index, String piece) -> arguments(index, piece);
      case AnswerEvent.Finished finished -> {
        stopReason = finished.reason();
        yield NOTHING;
      }
      case AnswerEvent.Usage reported -> {
        usage = reported.buckets();
        yield NOTHING;
      }
      case AnswerEvent.OtherOutput ignored -> NOTHING;
      case AnswerEvent.Failed ignored -> NOTHING;
      case AnswerEvent.Malformed ignored -> NOTHING;
      case AnswerEvent.Ended ignored -> NOTHING;
    };
  }

  /** Pieces of a message are put into an object. */
  private interface Delta {
    void fill(ObjectNode delta);
  }

  private byte[] begin() {
    if (begun) {
      return NOTHING;
    }
    begun = true;
    return chunk(delta -> delta.put("role", "assistant").put("content", ""), null);
  }

  private byte[] delta(Delta content) {
    return SseFormat.concat(begin(), chunk(content, null));
  }

  private byte[] refusal(String text) {
    refusing |= !text.isEmpty();
    return text.isEmpty() ? NOTHING : delta(delta -> delta.put("refusal", text));
  }

  private byte[] call(AnswerEvent.ToolCallStarted call) {
    withoutArguments.add(call.index());
    return delta(
        delta -> {
          ObjectNode written = delta.putArray("tool_calls").addObject().put("index", call.index());
          written.put("id", call.id()).put("type", "function");
          written.putObject("function").put("name", call.name()).put("arguments", "");
          ChatProtocol.SIGNATURE.write(call.signature(), written);
        });
  }

  private byte[] arguments(int index, String piece) {
    withoutArguments.remove(index);
    return delta(
        delta -> {
          ObjectNode written = delta.putArray("tool_calls").addObject().put("index", index);
          written.putObject("function").put("arguments", piece);
        });
  }

  @Override
  public byte[] end() {
    byte[] frames = begin();
    if (stopReason == StopReason.TOOL_CALLS) {
      for (int call : List.copyOf(withoutArguments)) {
        frames = SseFormat.concat(frames, arguments(call, "{}"));
      }
    }
    String reason = ChatStopReason.of(stopReason, refusing);
    return SseFormat.concat(frames, chunk(delta -> {}, reason), usage(), SseFormat.event("[DONE]"));
  }

  private byte[] usage() {
    if (heading.usageHidden() || usage == null) {
      return NOTHING;
    }
    ObjectNode chunk = ChatHeading.of(json, heading, "chat.completion.chunk");
    chunk.putArray("choices");
    ChatUsage.write(usage, chunk.putObject("usage"));
    return SseFormat.event(chunk.toString());
  }

  private byte[] chunk(Delta content, @Nullable String finishReason) {
    ObjectNode chunk = ChatHeading.of(json, heading, "chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    content.fill(choice.putObject("delta"));
    choice.putNull("logprobs").put("finish_reason", finishReason);
    if (!heading.usageHidden()) {
      chunk.putNull("usage");
    }
    return SseFormat.event(chunk.toString());
  }

  /** An error in place of a chunk, and no mark of the end. */
  @Override
  public byte[] failed(ProtocolError error) {
    return SseFormat.event(new String(errors.object(error), StandardCharsets.UTF_8));
  }

  @Override
  public byte[] whole(List<AnswerEvent> events) {
    return json.writeValueAsBytes(ChatCompletion.of(json, heading, events));
  }
}
