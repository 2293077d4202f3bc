package dev.signalbox.streaming.wire.sse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes server-sent events (WHATWG HTML, section 9.2). */
public final class SseFormat {

  /** As announced in {@code Content-Type}. */
  public static final String CONTENT_TYPE = "text/event-stream";

  private SseFormat() {}

  /** A comment that means nothing and keeps a connection busy. */
  public static byte[] keepAlive() {
    return ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);
  }

  /**
   * An event without a name.
   *
   * @param data one line, as JSON without line feeds is
   */
  public static byte[] event(String data) {
    return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /** An event with a name. */
  public static byte[] event(String name, String data) {
    return ("event: " + name + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Frames one after the other. */
  public static byte[] concat(byte[]... frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      all.writeBytes(frame);
    }
    return all.toByteArray();
  }
}
