package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.log.Checkpoint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored: every column of its row in PostgreSQL's text form, times in UTC.
 *
 * @param columns in the order of {@link #COLUMNS}
 */
public record StoredRow(List<@Nullable String> columns) {

  /** The columns that a leaf is made of, in this order. */
  public static final List<String> COLUMNS =
      List.of(
          "tx",
          "position",
          "stream",
          "version",
          "category",
          "event_id",
          "type",
          "schema_version",
          "source",
          "occurred_at",
          "recorded_at",
          "traceparent",
          "causation_id",
          "tags",
          "metadata",
          "data");

  private static final int EVENT_ID = 5;
  private static final int RECORDED_AT = 10;

  public StoredRow {
    columns = Collections.unmodifiableList(new ArrayList<>(columns));
  }

  public Checkpoint place() {
    return new Checkpoint(Long.parseLong(text(0)), Long.parseLong(text(1)));
  }

  public String eventId() {
    return text(EVENT_ID);
  }

  /** When it says it was recorded; the beginning of time if that is no time. */
  Instant recordedAt() {
    try {
      return LocalDateTime.parse(text(RECORDED_AT).replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  /**
   * Its leaf in the tree of its segment, over the columns one after the other: 0x00 for null, else
   * 0x01, the length of the text in bytes of UTF-8 as four bytes, greatest first, and the text.
   */
  public Hash leaf() {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (String column : columns) {
      if (column == null) {
        content.write(0);
      } else {
        byte[] text = column.getBytes(StandardCharsets.UTF_8);
        content.write(1);
        content.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
        content.writeBytes(text);
      }
    }
    return MerkleTree.leaf(content.toByteArray());
  }

  private String text(int index) {
    String text = columns.get(index);
    if (text == null) {
      throw new IllegalStateException(COLUMNS.get(index) + " is null");
    }
    return text;
  }
}
