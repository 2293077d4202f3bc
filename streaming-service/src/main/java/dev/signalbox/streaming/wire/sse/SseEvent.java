package dev.signalbox.streaming.wire.sse;

import dev.signalbox.streaming.wire.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One event as its bytes came in, blank line included. A block of comments is an event too. */
public final class SseEvent implements Frame {

  private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");

  private final byte[] raw;

  SseEvent(byte[] raw) {
    this.raw = raw;
  }

  @Override
  public byte[] raw() {
    return raw;
  }

  /**
   * The event's data (WHATWG HTML, section 9.2.6): data lines joined by line feeds, bytes that are
   * not UTF-8 replaced. Null when there is no data line.
   */
  @Override
  public @Nullable String data() {
    StringBuilder data = null;
    for (String line : lines()) {
      String value = valueOf("data", line);
      if (value != null) {
        data = data == null ? new StringBuilder(value) : data.append('\n').append(value);
      }
    }
    return data == null ? null : data.toString();
  }

  @Override
  public byte[] rawWith(String content) {
    StringBuilder event = new StringBuilder();
    for (String line : lines()) {
      if (!line.isEmpty() && valueOf("data", line) == null) {
        event.append(line).append('\n');
      }
    }
    content.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
    return event.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The value of the last {@code event} line. */
  @Override
  public @Nullable String type() {
    String type = null;
    for (String line : lines()) {
      String value = valueOf("event", line);
      type = value == null ? type : value;
    }
    return type;
  }

  /** Without the byte order mark that a stream may begin with. */
  private String[] lines() {
    String text = new String(raw, StandardCharsets.UTF_8);
    return LINE_END.split(text.startsWith("\uFEFF") ? text.substring(1) : text, -1);
  }

  private static @Nullable String valueOf(String field, String line) {
    if (!line.startsWith(field)) {
      return null;
    }
    int colon = field.length();
    if (line.length() == colon) {
      return "";
    }
    if (line.charAt(colon) != ':') {
      return null;
    }
    return line.startsWith(" ", colon + 1) ? line.substring(colon + 2) : line.substring(colon + 1);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SseEvent event && Arrays.equals(raw, event.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  @Override
  public String toString() {
    return new String(raw, StandardCharsets.UTF_8);
  }
}
