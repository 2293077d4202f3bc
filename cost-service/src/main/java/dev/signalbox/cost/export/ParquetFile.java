package dev.signalbox.cost.export;

import dev.signalbox.cost.export.ParquetColumn.Chunk;
import dev.signalbox.cost.ledger.LedgerEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Apache Parquet, in as much of it as a table needs: groups of rows, plain values, gzip. Written by
 * hand, because the format's own library brings Hadoop along. A group of rows is in memory at a
 * time, packed, and what stands about it at the end of the file.
 */
final class ParquetFile implements EntryFile {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int ROWS_OF_A_GROUP = 20_000;
  private static final int FORMAT_VERSION = 1;

  private final OutputStream out;
  private final List<CompactThrift> groups = new ArrayList<>();
  private List<ParquetColumn> columns = columns();
  private int rows;
  private long allRows;
  private long offset;

  ParquetFile(OutputStream out) throws IOException {
    this.out = out;
    out.write(MAGIC);
    offset = MAGIC.length;
  }

  private static List<ParquetColumn> columns() {
    return Column.ALL.stream().map(ParquetColumn::new).toList();
  }

  @Override
  public void add(List<LedgerEntry> page) throws IOException {
    for (LedgerEntry entry : page) {
      columns.forEach(column -> column.add(entry));
      rows++;
      if (rows == ROWS_OF_A_GROUP) {
        writeGroup();
      }
    }
  }

  private void writeGroup() throws IOException {
    CompactThrift group = new CompactThrift().structures(1, columns.size());
    long size = 0;
    for (ParquetColumn column : columns) {
      Chunk chunk = column.write(offset, out);
      group.structure(chunk.description());
      offset += chunk.packedSize();
      size += chunk.size();
    }
    out.flush();
    groups.add(group.i64(2, size).i64(3, rows).end());
    allRows += rows;
    rows = 0;
    columns = columns();
  }

  @Override
  public void finish() throws IOException {
    if (rows > 0) {
      writeGroup();
    }
    CompactThrift footer = new CompactThrift().i32(1, FORMAT_VERSION);
    footer.structures(2, Column.ALL.size() + 1);
    footer.begin().text(4, "entries").i32(5, Column.ALL.size()).end();
    Column.ALL.forEach(column -> ParquetType.of(column).describe(column.name(), footer));
    footer.i64(3, allRows).structures(4, groups.size());
    groups.forEach(footer::structure);
    byte[] description = footer.text(6, "signalbox cost-service").end().bytes();
    out.write(description);
    out.write(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(description.length)
            .array());
    out.write(MAGIC);
    out.flush();
  }
}
