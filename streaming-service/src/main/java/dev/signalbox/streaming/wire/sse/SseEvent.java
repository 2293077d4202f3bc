package dev.signalbox.streaming.wire.sse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One event as its bytes came in, blank line included. A block of comments is an event too. */
public final class SseEvent {

  private final byte[] raw;

  SseEvent(byte[] raw) {
    this.raw = raw;
  }

  /** The bytes to relay; not to be changed. */
  public byte[] raw() {
    return raw;
  }

  /**
   * The event's data (WHATWG HTML, section 9.2.6): data lines joined by line feeds, bytes that are
   * not UTF-8 replaced. Null when there is no data line.
   */
  public @Nullable String data() {
    StringBuilder data = null;
    for (String line : new String(raw, StandardCharsets.UTF_8).split("\r\n|\n|\r", -1)) {
      String value = line.equals("data") ? "" : valueOfData(line);
      if (value != null) {
        data = data == null ? new StringBuilder(value) : data.append('\n').append(value);
      }
    }
    return data == null ? null : data.toString();
  }

  private static @Nullable String valueOfData(String line) {
    if (!line.startsWith("data:")) {
      return null;
    }
    return line.startsWith(" ", 5) ? line.substring(6) : line.substring(5);
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
