package dev.signalbox.streaming.wire.eventstream;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A value of a message's header, of one of the specification's ten types. */
public sealed interface HeaderValue {

  record Bool(boolean value) implements HeaderValue {}

  record Int8(byte value) implements HeaderValue {}

  record Int16(short value) implements HeaderValue {}

  record Int32(int value) implements HeaderValue {}

  record Int64(long value) implements HeaderValue {}

  record Text(String value) implements HeaderValue {}

  /** To the millisecond. */
  record Timestamp(Instant value) implements HeaderValue {}

  record Uuid(UUID value) implements HeaderValue {}

  @SuppressWarnings("ArrayRecordComponent") // Compared by content.
  record Bytes(byte[] value) implements HeaderValue {

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return HexFormat.of().formatHex(value);
    }
  }
}
