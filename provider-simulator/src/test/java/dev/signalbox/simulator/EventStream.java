package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Reads {@code application/vnd.amazon.eventstream} as its specification says. */
final class EventStream {

  private static final int PRELUDE = 12;

  private EventStream() {}

  /** Every whole message, checked or not. */
  static List<byte[]> messages(byte[] stream) {
    List<byte[]> messages = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(stream);
    while (rest.hasRemaining()) {
      byte[] message = new byte[rest.getInt(rest.position())];
      rest.get(message);
      messages.add(message);
    }
    return messages;
  }

  /** The message as headers and payload, its checksums being right. */
  static String read(byte[] message) {
    assertThat(hasRightChecksums(message)).isTrue();
    ByteBuffer buffer = ByteBuffer.wrap(message);
    int headersLength = buffer.getInt(Integer.BYTES);
    buffer.position(PRELUDE);
    Map<String, String> headers = new LinkedHashMap<>();
    while (buffer.position() < PRELUDE + headersLength) {
      String name = text(buffer, buffer.get());
      assertThat(buffer.get()).as("type of " + name).isEqualTo((byte) 7);
      headers.put(name, text(buffer, buffer.getShort()));
    }
    return headers + text(buffer, buffer.remaining() - Integer.BYTES);
  }

  static boolean hasRightChecksums(byte[] message) {
    ByteBuffer buffer = ByteBuffer.wrap(message);
    return buffer.getInt(2 * Integer.BYTES) == checksum(message, 2 * Integer.BYTES)
        && buffer.getInt(message.length - Integer.BYTES)
            == checksum(message, message.length - Integer.BYTES);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  private static String text(ByteBuffer buffer, int length) {
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
