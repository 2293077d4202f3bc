package dev.signalbox.standalone.bench.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads HTTP/1.1 responses, one after the other, from bytes as they come in (RFC 9112): with a
 * Content-Length, chunked, or without a body.
 */
final class ResponseParser {

  private static final int LONGEST_HEAD = 64 * 1024;

  /** Takes pieces of a body. */
  interface Body {
    void piece(ByteBuffer bytes);
  }

  private enum State {
    HEAD,
    LENGTH,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER,
    DONE
  }

  private final Body body;
  private final StringBuilder line = new StringBuilder();
  private State state = State.HEAD;
  private boolean begun;
  private int headBytes;
  private int status;
  private boolean chunked;
  private boolean closes;
  private long remaining;

  ResponseParser(Body body) {
    this.body = body;
  }

  /** Whether anything of the current response has come. */
  boolean begun() {
    return begun;
  }

  int status() {
    return status;
  }

  /** Whether the connection cannot be used again. */
  boolean closes() {
    return closes;
  }

  /** Makes ready for the next response. */
  void reset() {
    state = State.HEAD;
    line.setLength(0);
    begun = false;
    headBytes = 0;
    status = 0;
    chunked = false;
    closes = false;
    remaining = 0;
  }

  /**
   * Takes what came.
   *
   * @return whether the response is complete; what is left of the bytes is not part of it
   * @throws IllegalStateException if that is no HTTP
   */
  boolean accept(ByteBuffer bytes) {
    while (state != State.DONE && bytes.hasRemaining()) {
      begun = true;
      switch (state) {
        case HEAD, CHUNK_SIZE, CHUNK_END, TRAILER -> readLine(bytes);
        case LENGTH, CHUNK -> readBody(bytes);
        case DONE -> throw new AssertionError();
      }
    }
    return state == State.DONE;
  }

  private void readBody(ByteBuffer bytes) {
    int length = (int) Math.min(remaining, bytes.remaining());
    body.piece(bytes.slice(bytes.position(), length));
    bytes.position(bytes.position() + length);
    remaining -= length;
    if (remaining == 0) {
      state = state == State.LENGTH ? State.DONE : State.CHUNK_END;
    }
  }

  private void readLine(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      char next = (char) (bytes.get() & 0xff);
      if (++headBytes > LONGEST_HEAD) {
        throw new IllegalStateException("a line without an end");
      }
      if (next == '\n') {
        int end = line.length();
        if (end > 0 && line.charAt(end - 1) == '\r') {
          line.setLength(end - 1);
        }
        String complete = line.toString();
        line.setLength(0);
        take(complete);
        return;
      }
      line.append(next);
    }
  }

  private void take(String complete) {
    switch (state) {
      case HEAD -> takeHead(complete);
      case CHUNK_SIZE -> {
        headBytes = 0;
        remaining = chunkSize(complete);
        state = remaining == 0 ? State.TRAILER : State.CHUNK;
      }
      case CHUNK_END -> state = State.CHUNK_SIZE;
      case TRAILER -> {
        if (complete.isEmpty()) {
          state = State.DONE;
        }
      }
      case LENGTH, CHUNK, DONE -> throw new AssertionError(state);
    }
  }

  private void takeHead(String complete) {
    if (status == 0) {
      status = status(complete);
    } else if (!complete.isEmpty()) {
      takeHeader(complete);
    } else if (status < 200) {
      reset();
    } else if (chunked) {
      state = State.CHUNK_SIZE;
    } else {
      state = remaining > 0 ? State.LENGTH : State.DONE;
    }
  }

  private void takeHeader(String header) {
    int colon = header.indexOf(':');
    if (colon < 0) {
      throw new IllegalStateException("not a header: " + header);
    }
    String value = header.substring(colon + 1).strip();
    switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "content-length" -> remaining = number(value, 10);
      case "transfer-encoding" -> chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
      case "connection" -> closes = value.equalsIgnoreCase("close");
      case String other -> {}
    }
  }

  private static int status(String line) {
    if (!line.startsWith("HTTP/1.1 ") || line.length() < 12) {
      throw new IllegalStateException("not HTTP/1.1: " + line);
    }
    return (int) number(line.substring(9, 12), 10);
  }

  private static long chunkSize(String line) {
    int extension = line.indexOf(';');
    return number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
  }

  private static long number(String text, int radix) {
    try {
      return Long.parseLong(text, radix);
    } catch (NumberFormatException e) {
      throw new IllegalStateException("not a number: " + text, e);
    }
  }

  /** For messages. */
  static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }
}
