package dev.signalbox.mcppool.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads an event stream in bounded memory. */
final class SseReader {
  private static final int LONGEST_RETRY_DIGITS = 9;

  private final LineReader lines;
  private final int limit;

  /**
   * @param limit bytes an event's data may have
   */
  SseReader(InputStream in, int limit) {
    this.lines = new LineReader(in, limit);
    this.limit = limit;
  }

  /** The next event that says anything, or null at the end; an event cut off by the end is none. */
  @Nullable SseEvent next() throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    boolean oversized = false;
    Long oversizedId = null;
    String type = "";
    String id = null;
    Duration retry = null;
    for (Line line = lines.next(); line != null; line = lines.next()) {
      switch (line) {
        case Line.TooLong tooLong -> {
          oversized = true;
          oversizedId = tooLong.id();
        }
        case Line.Complete complete -> {
          if (complete.bytes().length == 0) {
            if (oversized || data.size() > 0 || id != null || retry != null) {
              return new SseEvent(
                  type, id, oversized ? null : data.toByteArray(), oversizedId, retry);
            }
            type = "";
            continue;
          }
          String text = new String(complete.bytes(), StandardCharsets.UTF_8);
          String value = value(text);
          switch (field(text)) {
            case "data" -> {
              byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
              oversized |= data.size() + bytes.length > limit;
              if (!oversized) {
                if (data.size() > 0) {
                  data.write('\n');
                }
                data.writeBytes(bytes);
              }
            }
            case "event" -> type = value;
            case "id" -> id = value;
            case "retry" -> retry = milliseconds(value);
            default -> {
              // A comment.
            }
          }
        }
      }
    }
    return null;
  }

  private static String field(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? line : line.substring(0, colon);
  }

  private static String value(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      return "";
    }
    return line.startsWith(" ", colon + 1) ? line.substring(colon + 2) : line.substring(colon + 1);
  }

  private static @Nullable Duration milliseconds(String value) {
    return value.matches("\\d{1," + LONGEST_RETRY_DIGITS + "}")
        ? Duration.ofMillis(Long.parseLong(value))
        : null;
  }
}
