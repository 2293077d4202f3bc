package dev.signalbox.gateway.key;

import java.nio.ByteBuffer;

/** The keyed hash of an API key: 32 bytes, comparable without an array. */
public record KeyHash(long first, long second, long third, long fourth) {
  static KeyHash of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new KeyHash(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
  }

  byte[] bytes() {
    return ByteBuffer.allocate(4 * Long.BYTES)
        .putLong(first)
        .putLong(second)
        .putLong(third)
        .putLong(fourth)
        .array();
  }
}
