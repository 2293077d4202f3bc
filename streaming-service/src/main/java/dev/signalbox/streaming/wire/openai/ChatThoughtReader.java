package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the thoughts that a client gives back with an answer: {@code reasoning_content} as DeepSeek
 * has it, {@code reasoning} and {@code reasoning_details} as OpenRouter has them. Details may come
 * in the pieces in which they were streamed.
 */
final class ChatThoughtReader {

  private final List<Part> thoughts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private ChatThoughtReader() {}

  static List<Part> thoughts(Fields message) {
    String content = message.string("reasoning_content");
    String reasoning = message.string("reasoning");
    String plain = content == null ? reasoning : content;
    List<Fields> details = message.objects("reasoning_details");
    if (details.isEmpty()) {
      return plain == null || plain.isEmpty() ? List.of() : List.of(new Part.Thinking(plain, null));
    }
    ChatThoughtReader reader = new ChatThoughtReader();
    boolean worded =
        details.stream().anyMatch(detail -> detail.has("text") || detail.has("summary"));
    if (!worded && plain != null) {
      reader.text.append(plain);
    }
    details.forEach(reader::detail);
    reader.unsigned();
    return reader.thoughts;
  }

  private void detail(Fields detail) {
    switch (detail.requiredString("type")) {
      case "reasoning.text" -> {
        append(detail.string("text"));
        String signature = detail.string("signature");
        if (signature != null && !signature.isEmpty()) {
          thoughts.add(
              new Part.Thinking(text.toString(), ChatProtocol.PROVENANCE.canonical(signature)));
          text.setLength(0);
        }
      }
      case "reasoning.summary" -> append(detail.string("summary"));
      case "reasoning.encrypted" -> {
        unsigned();
        thoughts.add(
            new Part.RedactedThinking(
                ChatProtocol.PROVENANCE.canonical(detail.requiredString("data"))));
      }
      default -> throw detail.inexpressible("type");
    }
  }

  private void append(@Nullable String piece) {
    text.append(piece == null ? "" : piece);
  }

  private void unsigned() {
    if (!text.isEmpty()) {
      thoughts.add(new Part.Thinking(text.toString(), null));
      text.setLength(0);
    }
  }
}
