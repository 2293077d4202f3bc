package dev.signalbox.streaming.wire.eventstream;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Writes messages. */
public final class EventStreamFormat {

  /** As announced in {@code Content-Type}. */
  public static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

  private static final int FRAME_BYTES = 4 * Integer.BYTES;

  private EventStreamFormat() {}

  /** An event whose payload is JSON. */
  public static byte[] event(String type, byte[] json) {
    return message(headers("event", ":event-type", type), json);
  }

  /** An error that the service's model knows, described in JSON. */
  public static byte[] exception(String type, byte[] json) {
    return message(headers("exception", ":exception-type", type), json);
  }

  /**
   * Any message.
   *
   * @throws IllegalArgumentException when a header's name or value is too long
   */
  public static byte[] message(Map<String, HeaderValue> headers, byte[] payload) {
    byte[] encoded = HeaderWriter.write(headers);
    byte[] bytes = new byte[FRAME_BYTES + encoded.length + payload.length];
    ByteBuffer message = ByteBuffer.wrap(bytes).putInt(bytes.length).putInt(encoded.length);
    message.putInt(checksum(bytes, message.position()));
    message.put(encoded).put(payload);
    message.putInt(checksum(bytes, message.position()));
    return bytes;
  }

  private static Map<String, HeaderValue> headers(String kind, String typeHeader, String type) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(typeHeader, new HeaderValue.Text(type));
    headers.put(":content-type", new HeaderValue.Text("application/json"));
    headers.put(":message-type", new HeaderValue.Text(kind));
    return headers;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
