package dev.signalbox.streaming.wire.eventstream;

import dev.signalbox.streaming.wire.frame.MalformedFrameException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Reads the headers of a message, in the specification's section "Headers Format". */
final class HeaderReader {

  private final ByteBuffer bytes;

  HeaderReader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  Map<String, HeaderValue> read() {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    try {
      while (bytes.hasRemaining()) {
        String name = text(Byte.toUnsignedInt(bytes.get()));
        if (name.isEmpty()) {
          throw new MalformedFrameException("a header has no name");
        }
        if (headers.put(name, value(bytes.get())) != null) {
          throw new MalformedFrameException("a header comes twice");
        }
      }
    } catch (BufferUnderflowException e) {
      throw new MalformedFrameException("a header is longer than all of them");
    }
    return Collections.unmodifiableMap(headers);
  }

  private HeaderValue value(byte type) {
    return switch (type) {
      case 0 -> new HeaderValue.Bool(true);
      case 1 -> new HeaderValue.Bool(false);
      case 2 -> new HeaderValue.Int8(bytes.get());
      case 3 -> new HeaderValue.Int16(bytes.getShort());
      case 4 -> new HeaderValue.Int32(bytes.getInt());
      case 5 -> new HeaderValue.Int64(bytes.getLong());
      case 6 -> new HeaderValue.Bytes(next(Short.toUnsignedInt(bytes.getShort())));
      case 7 -> new HeaderValue.Text(text(Short.toUnsignedInt(bytes.getShort())));
      case 8 -> new HeaderValue.Timestamp(Instant.ofEpochMilli(bytes.getLong()));
      case 9 -> new HeaderValue.Uuid(new UUID(bytes.getLong(), bytes.getLong()));
      default -> throw new MalformedFrameException("a header has the unknown type " + type);
    };
  }

  private String text(int length) {
    return new String(next(length), StandardCharsets.UTF_8);
  }

  private byte[] next(int length) {
    if (length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] next = new byte[length];
    bytes.get(next);
    return next;
  }
}
