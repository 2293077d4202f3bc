package dev.signalbox.cost.export;

import dev.signalbox.cost.ledger.LedgerEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The values of one column in one group of rows: a single page, compressed. */
final class ParquetColumn {

  private static final int PLAIN = 0;
  private static final int RUN_LENGTHS = 3;
  private static final int GZIP = 2;
  private static final int MORE = 0x80;

  private final Column column;
  private final ParquetType type;
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();
  private final ByteArrayOutputStream presence = new ByteArrayOutputStream();
  private int rows;
  private int run;
  private boolean present;
  private int bits;
  private int bitCount;

  ParquetColumn(Column column) {
    this.column = column;
    this.type = ParquetType.of(column);
  }

  void add(LedgerEntry entry) {
    switch (column) {
      case Column.Text text -> addText(text.value().apply(entry));
      case Column.Count count -> addNumber(count.value().apply(entry));
      case Column.Moment moment -> addMoment(moment.value().apply(entry));
      case Column.Flag flag -> addFlag(flag.value().apply(entry));
    }
    rows++;
  }

  private void addText(@Nullable String text) {
    mark(text != null);
    if (text != null) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      values.writeBytes(littleEndian(bytes.length));
      values.writeBytes(bytes);
    }
  }

  private void addMoment(@Nullable Instant moment) {
    if (moment == null) {
      mark(false);
    } else {
      addNumber(ChronoUnit.MICROS.between(Instant.EPOCH, moment));
    }
  }

  private void addNumber(long number) {
    mark(true);
    values.writeBytes(
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array());
  }

  private void addFlag(boolean flag) {
    mark(true);
    bits |= (flag ? 1 : 0) << bitCount;
    if (++bitCount == Byte.SIZE) {
      flushBits();
    }
  }

  private void flushBits() {
    if (bitCount > 0) {
      values.write(bits);
      bits = 0;
      bitCount = 0;
    }
  }

  /** Whether there is a value is written as runs of yes and no. */
  private void mark(boolean here) {
    if (here != present) {
      flushRun();
      present = here;
    }
    run++;
  }

  private void flushRun() {
    if (run > 0) {
      int rest = run << 1;
      while (rest >= MORE) {
        presence.write(rest | MORE);
        rest >>>= 7;
      }
      presence.write(rest);
      presence.write(present ? 1 : 0);
      run = 0;
    }
  }

  /**
   * Writes the page.
   *
   * @param offset where in the file it begins
   */
  Chunk write(long offset, OutputStream out) throws IOException {
    flushRun();
    flushBits();
    byte[] content = content();
    byte[] packed = packed(content);
    byte[] header =
        new CompactThrift()
            .i32(1, PLAIN)
            .i32(2, content.length)
            .i32(3, packed.length)
            .begin(5)
            .i32(1, rows)
            .i32(2, PLAIN)
            .i32(3, RUN_LENGTHS)
            .i32(4, RUN_LENGTHS)
            .end()
            .end()
            .bytes();
    out.write(header);
    out.write(packed);
    long size = (long) header.length + content.length;
    long packedSize = (long) header.length + packed.length;
    CompactThrift description =
        new CompactThrift()
            .i64(2, offset)
            .begin(3)
            .i32(1, type.physical())
            .numbers(2, 2)
            .element(PLAIN)
            .element(RUN_LENGTHS)
            .texts(3, 1)
            .element(column.name())
            .i32(4, GZIP)
            .i64(5, rows)
            .i64(6, size)
            .i64(7, packedSize)
            .i64(9, offset)
            .end()
            .end();
    return new Chunk(description, size, packedSize);
  }

  private byte[] content() {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(littleEndian(presence.size()));
    content.writeBytes(presence.toByteArray());
    content.writeBytes(values.toByteArray());
    return content.toByteArray();
  }

  private static byte[] packed(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return packed.toByteArray();
  }

  private static byte[] littleEndian(int number) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  /**
   * A column that was written.
   *
   * @param description as it stands at the end of the file
   * @param size in bytes, unpacked
   * @param packedSize in bytes in the file
   */
  record Chunk(CompactThrift description, long size, long packedSize) {}
}
