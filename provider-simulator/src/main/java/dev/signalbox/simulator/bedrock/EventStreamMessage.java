package dev.signalbox.simulator.bedrock;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A message of {@code application/vnd.amazon.eventstream}: lengths of all of it and of its headers,
 * their CRC-32, headers, payload, CRC-32 of all before it; numbers are big-endian.
 */
final class EventStreamMessage {

  /** Lengths and their checksum before, a checksum after. */
  private static final int OVERHEAD = 16;

  private static final byte STRING = 7;

  private EventStreamMessage() {}

  static byte[] event(String type, String payload) {
    return message("event", ":event-type", type, payload);
  }

  static byte[] exception(String type, String payload) {
    return message("exception", ":exception-type", type, payload);
  }

  private static byte[] message(String kind, String typeHeader, String type, String payload) {
    byte[] headers = headers(kind, typeHeader, type);
    byte[] body = payload.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(headers.length + body.length + OVERHEAD);
      out.writeInt(headers.length);
      out.writeInt(checksum(bytes.toByteArray()));
      out.write(headers);
      out.write(body);
      out.writeInt(checksum(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] headers(String kind, String typeHeader, String type) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      header(out, typeHeader, type);
      header(out, ":content-type", "application/json");
      header(out, ":message-type", kind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void header(DataOutputStream out, String name, String value) throws IOException {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    out.writeByte(name.length());
    out.writeBytes(name);
    out.writeByte(STRING);
    out.writeShort(text.length);
    out.write(text);
  }

  private static int checksum(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }
}
