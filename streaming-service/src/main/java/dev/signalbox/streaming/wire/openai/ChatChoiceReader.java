package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one of the alternatives of an answer; nearly always the only one. */
final class ChatChoiceReader {

  private final int index;
  private final ChatCallReader calls;
  private boolean calling;
  private boolean refusing;
  private boolean finished;

  ChatChoiceReader(int index, ChatCallReader calls) {
    this.index = index;
    this.calls = calls;
  }

  /** Reads a message, or a piece of one. */
  void output(JsonNode message, List<AnswerEvent> events) {
    thoughts(message, events);
    content(message.path("content"), events);
    String refusal = ChatAnswerReader.text(message, "refusal");
    if (refusal != null) {
      refusing |= !refusal.isEmpty();
      events.add(new AnswerEvent.RefusalDelta(refusal));
    }
    int position = 0;
    for (JsonNode call : message.path("tool_calls")) {
      calling = true;
      calls.read(index, position, call, call.path("function"), events);
      position++;
    }
    // Before there were tools there were functions.
    if (message.path("function_call").isObject()) {
      calling = true;
      calls.read(index, 0, message, message.path("function_call"), events);
    }
    if (message.hasNonNull("audio")) {
      events.add(new AnswerEvent.OtherOutput());
    }
  }

  /** As DeepSeek has them, or as OpenRouter has them, which says the same twice. */
  private static void thoughts(JsonNode message, List<AnswerEvent> events) {
    String plain = ChatAnswerReader.text(message, "reasoning_content");
    if (plain == null) {
      plain = ChatAnswerReader.text(message, "reasoning");
    }
    JsonNode details = message.path("reasoning_details");
    boolean twice = false;
    for (JsonNode detail : details) {
      twice |= detail.hasNonNull("text") || detail.hasNonNull("summary");
    }
    if (plain != null && !twice) {
      events.add(new AnswerEvent.ThinkingDelta(plain));
    }
    for (JsonNode detail : details) {
      thought(detail, events);
    }
  }

  private static void thought(JsonNode detail, List<AnswerEvent> events) {
    for (String worded : List.of("text", "summary")) {
      String text = ChatAnswerReader.text(detail, worded);
      if (text != null) {
        events.add(new AnswerEvent.ThinkingDelta(text));
      }
    }
    String signature = ChatAnswerReader.text(detail, "signature");
    if (signature != null && !signature.isEmpty()) {
      events.add(new AnswerEvent.ThinkingSigned(ChatProtocol.PROVENANCE.canonical(signature)));
    }
    String data = ChatAnswerReader.text(detail, "data");
    if (data != null) {
      events.add(new AnswerEvent.RedactedThinking(ChatProtocol.PROVENANCE.canonical(data)));
    }
  }

  /** A text, or parts as Mistral's reasoning models have them. */
  private static void content(JsonNode content, List<AnswerEvent> events) {
    if (content.isString()) {
      events.add(new AnswerEvent.TextDelta(content.stringValue()));
    }
    if (!content.isArray()) {
      return;
    }
    for (JsonNode part : content) {
      switch (part.path("type").asString("")) {
        case "text" -> events.add(new AnswerEvent.TextDelta(part.path("text").asString("")));
        case "thinking" -> {
          for (JsonNode thought : part.path("thinking")) {
            events.add(new AnswerEvent.ThinkingDelta(thought.path("text").asString("")));
          }
        }
        default -> events.add(new AnswerEvent.OtherOutput());
      }
    }
  }

  void finish(@Nullable String reason, List<AnswerEvent> events) {
    if (reason == null || reason.isEmpty() || finished) {
      return;
    }
    finished = true;
    if (reason.equals("error")) {
      events.add(new AnswerEvent.Failed("The model ended with an error."));
    } else {
      events.add(new AnswerEvent.Finished(stopReason(reason), null));
    }
  }

  /** OpenAI's reasons, and those of Mistral, Together and Hugging Face. */
  private StopReason stopReason(String reason) {
    return switch (reason) {
      case "stop", "eos", "eos_token" -> ended();
      case "stop_sequence" -> StopReason.STOP_SEQUENCE;
      case "length", "model_length" -> StopReason.MAX_TOKENS;
      case "tool_calls", "function_call" -> StopReason.TOOL_CALLS;
      case "content_filter" -> StopReason.CONTENT_FILTER;
      default -> StopReason.OTHER;
    };
  }

  /** Forced calls of tools end with {@code stop} too, and so do refusals. */
  private StopReason ended() {
    if (calling) {
      return StopReason.TOOL_CALLS;
    }
    return refusing ? StopReason.REFUSAL : StopReason.END;
  }
}
