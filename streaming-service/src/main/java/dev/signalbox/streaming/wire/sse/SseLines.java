package dev.signalbox.streaming.wire.sse;

import java.io.ByteArrayOutputStream;

/** The lines of one event, byte by byte; a byte order mark before them is none of them. */
final class SseLines {

  private final byte[] raw;
  private final int start;

  SseLines(byte[] raw) {
    this.raw = raw;
    this.start = startsWithMark(raw) ? 3 : 0;
  }

  /** Whether a client hands the event to its application: it has data, empty or not. */
  boolean dispatch() {
    for (int at = start; at < raw.length; at = afterLine(at)) {
      if (isField("data", at)) {
        return true;
      }
    }
    return false;
  }

  /** All but those that give the event an id. */
  byte[] withoutId() {
    ByteArrayOutputStream rest = new ByteArrayOutputStream(raw.length);
    int next;
    for (int at = start; at < raw.length; at = next) {
      next = afterLine(at);
      if (!isField("id", at)) {
        rest.write(raw, at, next - at);
      }
    }
    return rest.toByteArray();
  }

  private int afterLine(int from) {
    int at = from;
    while (at < raw.length && raw[at] != '\n' && raw[at] != '\r') {
      at++;
    }
    boolean pair = at + 1 < raw.length && raw[at] == '\r' && raw[at + 1] == '\n';
    return Math.min(raw.length, at + (pair ? 2 : 1));
  }

  private boolean isField(String field, int from) {
    int end = from + field.length();
    for (int at = from; at < end; at++) {
      if (at >= raw.length || raw[at] != field.charAt(at - from)) {
        return false;
      }
    }
    return end >= raw.length || raw[end] == ':' || raw[end] == '\n' || raw[end] == '\r';
  }

  private static boolean startsWithMark(byte[] raw) {
    return raw.length > 2
        && raw[0] == (byte) 0xEF
        && raw[1] == (byte) 0xBB
        && raw[2] == (byte) 0xBF;
  }
}
