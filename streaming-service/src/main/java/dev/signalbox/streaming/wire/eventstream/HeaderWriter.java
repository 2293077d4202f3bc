package dev.signalbox.streaming.wire.eventstream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes the headers of a message, in the specification's section "Headers Format". */
final class HeaderWriter {

  private static final int MAX_NAME = 255;
  private static final int MAX_VALUE = Short.MAX_VALUE;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

  static byte[] write(Map<String, HeaderValue> headers) {
    HeaderWriter writer = new HeaderWriter();
    headers.forEach(writer::header);
    return writer.bytes.toByteArray();
  }

  private void header(String name, HeaderValue value) {
    byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
    if (encoded.length == 0 || encoded.length > MAX_NAME) {
      throw new IllegalArgumentException("not a header's name: " + name);
    }
    bytes.write(encoded.length);
    bytes.writeBytes(encoded);
    value(value);
  }

  private void value(HeaderValue value) {
    switch (value) {
      case HeaderValue.Bool bool -> bytes.write(bool.value() ? 0 : 1);
      case HeaderValue.Int8 number -> fixed(2, number.value(), Byte.BYTES);
      case HeaderValue.Int16 number -> fixed(3, number.value(), Short.BYTES);
      case HeaderValue.Int32 number -> fixed(4, number.value(), Integer.BYTES);
      case HeaderValue.Int64 number -> fixed(5, number.value(), Long.BYTES);
      case HeaderValue.Bytes array -> variable(6, array.value());
      case HeaderValue.Text text -> variable(7, text.value().getBytes(StandardCharsets.UTF_8));
      case HeaderValue.Timestamp time -> fixed(8, time.value().toEpochMilli(), Long.BYTES);
      case HeaderValue.Uuid uuid -> {
        fixed(9, uuid.value().getMostSignificantBits(), Long.BYTES);
        bigEndian(uuid.value().getLeastSignificantBits(), Long.BYTES);
      }
    }
  }

  private void fixed(int type, long value, int length) {
    bytes.write(type);
    bigEndian(value, length);
  }

  private void bigEndian(long value, int length) {
    for (int shift = Byte.SIZE * (length - 1); shift >= 0; shift -= Byte.SIZE) {
      bytes.write((int) (value >>> shift));
    }
  }

  private void variable(int type, byte[] value) {
    if (value.length > MAX_VALUE) {
      throw new IllegalArgumentException("a header's value is longer than " + MAX_VALUE + " bytes");
    }
    bytes.write(type);
    bigEndian(value.length, Short.BYTES);
    bytes.writeBytes(value);
  }
}
