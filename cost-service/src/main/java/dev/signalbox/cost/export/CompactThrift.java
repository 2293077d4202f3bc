package dev.signalbox.cost.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes structures in Thrift's compact protocol, in which Parquet describes its files. */
final class CompactThrift {

  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int LONG_LIST = 15;
  private static final int LOW_BITS = 0x7f;
  private static final int MORE = 0x80;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deque<Integer> outer = new ArrayDeque<>();
  private int last;

  byte[] bytes() {
    return out.toByteArray();
  }

  CompactThrift i32(int field, int value) {
    field(field, I32);
    zigzag(value);
    return this;
  }

  CompactThrift i64(int field, long value) {
    field(field, I64);
    zigzag(value);
    return this;
  }

  CompactThrift text(int field, String value) {
    field(field, BINARY);
    element(value);
    return this;
  }

  /** A list of numbers; each is an {@link #element}. */
  CompactThrift numbers(int field, int size) {
    return list(field, size, I32);
  }

  /** A list of texts. */
  CompactThrift texts(int field, int size) {
    return list(field, size, BINARY);
  }

  /** A list of structures; each begins with {@link #begin()}. */
  CompactThrift structures(int field, int size) {
    return list(field, size, STRUCT);
  }

  CompactThrift element(int value) {
    zigzag(value);
    return this;
  }

  CompactThrift element(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    varint(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  /** A structure that was written before. */
  CompactThrift structure(CompactThrift other) {
    out.writeBytes(other.bytes());
    return this;
  }

  CompactThrift begin(int field) {
    field(field, STRUCT);
    return begin();
  }

  CompactThrift begin() {
    outer.push(last);
    last = 0;
    return this;
  }

  CompactThrift end() {
    out.write(0);
    last = outer.isEmpty() ? 0 : outer.pop();
    return this;
  }

  private CompactThrift list(int field, int size, int type) {
    field(field, LIST);
    if (size < LONG_LIST) {
      out.write((size << 4) | type);
    } else {
      out.write((LONG_LIST << 4) | type);
      varint(size);
    }
    return this;
  }

  /** Fields come in the order of their numbers, none of which is 15 above the one before. */
  private void field(int number, int type) {
    out.write(((number - last) << 4) | type);
    last = number;
  }

  private void zigzag(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~LOW_BITS) != 0) {
      out.write((int) ((rest & LOW_BITS) | MORE));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
