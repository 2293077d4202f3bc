package dev.signalbox.streaming.wire.canonical;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a turn. */
public sealed interface Part {

  record Text(String text) implements Part {}

  record Image(Media media) implements Part {}

  /**
   * A file to be read, usually a PDF.
   *
   * @param name null when it has none
   */
  record Document(Media media, @Nullable String name) implements Part {

    /** A name with an ending, for protocols that tell the kind of a file by it. */
    public String fileName() {
      String known = name == null || name.isBlank() ? "document" : name;
      return known.contains(".") ? known : known + ending();
    }

    private String ending() {
      String type = media instanceof Media.Inline(String kind, String ignored) ? kind : "";
      return switch (type) {
        case "text/plain" -> ".txt";
        case "text/markdown" -> ".md";
        case "text/html" -> ".html";
        case "text/csv" -> ".csv";
        case "application/json" -> ".json";
        case "application/msword" -> ".doc";
        case "application/vnd.openxmlformats-officedocument.wordprocessingml.document" -> ".docx";
        case "application/vnd.ms-excel" -> ".xls";
        case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" -> ".xlsx";
        default -> ".pdf";
      };
    }
  }

  record Audio(Media media) implements Part {}

  /**
   * The model calls a tool.
   *
   * @param id links the result to it; made up by the reader of a protocol that has none
   * @param arguments a JSON object as text
   * @param signature opaque, to be given back to the provider that made it; marked as its by {@link
   *     dev.signalbox.streaming.wire.protocol.Provenance}
   */
  record ToolCall(String id, String name, String arguments, @Nullable String signature)
      implements Part {}

  /**
   * What a tool gave.
   *
   * @param callId of the {@link ToolCall} it answers
   * @param name the tool's, as that call named it
   * @param content texts and images
   */
  record ToolResult(String callId, String name, List<Part> content, boolean error) implements Part {

    public ToolResult {
      content = List.copyOf(content);
    }

    /** The content for protocols that do not mark errors: one says that it is one. */
    public List<Part> worded() {
      if (!error) {
        return content;
      }
      List<Part> worded = new ArrayList<>(content);
      if (!worded.isEmpty() && worded.getFirst() instanceof Text(String text)) {
        worded.set(0, new Text("Error: " + text));
      } else {
        worded.addFirst(new Text("Error"));
      }
      return worded;
    }
  }

  /**
   * What the model thought before it answered. Only the provider that signed it can make use of it.
   *
   * @param signature opaque, marked by {@link dev.signalbox.streaming.wire.protocol.Provenance};
   *     null when the provider has none
   */
  record Thinking(String text, @Nullable String signature) implements Part {}

  /**
   * A thought that only its provider can read.
   *
   * @param data marked by {@link dev.signalbox.streaming.wire.protocol.Provenance}
   */
  record RedactedThinking(String data) implements Part {}

  /**
   * Up to here the request may be cached by the provider. A hint: without it the answer is the
   * same.
   *
   * @param ttl {@code 5m} or {@code 1h}; null leaves it to the provider
   */
  record CacheBreak(@Nullable String ttl) implements Part {}
}
