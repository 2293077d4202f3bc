package dev.signalbox.streaming.wire.sse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Gives the events of a stream ids of ours, {@code <stream>:<sequence>}, in place of their own.
 * What dispatches nothing at a client (WHATWG HTML, section 9.2.6), a comment for one, gets none.
 */
public final class SseNumbering {

  private final String prefix;

  public SseNumbering(String stream) {
    this.prefix = "id: " + stream + ':';
  }

  /**
   * Events with and without ids.
   *
   * @param numbered all of them, those that dispatch something with ids
   * @param bare only those that dispatch something, without any id
   * @param count how many these are
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  public record Events(byte[] numbered, byte[] bare, int count) {}

  /** Numbers whole events, the first of them with this number. */
  public Events number(byte[] events, long first) {
    return number(events, first, first);
  }

  /** Numbers whole events, and leaves out those with a number below the second one. */
  public Events number(byte[] events, long first, long from) {
    ByteArrayOutputStream numbered = new ByteArrayOutputStream(events.length + 128);
    ByteArrayOutputStream bare = new ByteArrayOutputStream(events.length);
    SseSplitter splitter = new SseSplitter(Integer.MAX_VALUE);
    int count = 0;
    for (List<SseEvent> split : List.of(splitter.feed(events, 0, events.length), splitter.end())) {
      for (SseEvent event : split) {
        SseLines lines = new SseLines(event.raw());
        byte[] anonymous = lines.withoutId();
        if (lines.dispatch()) {
          if (first + count >= from) {
            numbered.writeBytes(
                (prefix + (first + count) + '\n').getBytes(StandardCharsets.US_ASCII));
            numbered.writeBytes(anonymous);
          }
          bare.writeBytes(anonymous);
          count++;
        } else {
          numbered.writeBytes(anonymous);
        }
      }
    }
    return new Events(numbered.toByteArray(), bare.toByteArray(), count);
  }
}
