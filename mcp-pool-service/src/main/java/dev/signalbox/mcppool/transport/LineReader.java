package dev.signalbox.mcppool.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads lines in bounded memory, however long they are. */
final class LineReader {
  private static final int CHUNK = 64 * 1024;

  private final InputStream in;
  private final int limit;
  private final byte[] chunk = new byte[CHUNK];
  private int position;
  private int end;

  /**
   * @param limit bytes a line may have
   */
  LineReader(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /** The next line, or null at the end; what follows the last line break is no line. */
  @Nullable Line next() throws IOException {
    ByteArrayOutputStream line = null;
    TopLevelId overlong = null;
    while (fill()) {
      int lineEnd = lineEnd();
      boolean complete = lineEnd < end;
      if (line == null && complete && lineEnd - position <= limit) {
        byte[] bytes = Arrays.copyOfRange(chunk, position, withoutReturn(lineEnd));
        position = lineEnd + 1;
        return new Line.Complete(bytes);
      }
      if (line == null) {
        line = new ByteArrayOutputStream();
      }
      if (overlong == null && line.size() + (lineEnd - position) > limit) {
        overlong = new TopLevelId();
        byte[] start = line.toByteArray();
        overlong.accept(start, 0, start.length);
        line = new ByteArrayOutputStream();
      }
      if (overlong == null) {
        line.write(chunk, position, lineEnd - position);
      } else {
        overlong.accept(chunk, position, lineEnd);
      }
      position = complete ? lineEnd + 1 : lineEnd;
      if (complete) {
        return overlong == null
            ? new Line.Complete(withoutReturn(line.toByteArray()))
            : new Line.TooLong(overlong.found());
      }
    }
    return null;
  }

  private boolean fill() throws IOException {
    if (position < end) {
      return true;
    }
    position = 0;
    end = Math.max(0, in.read(chunk));
    return end > 0;
  }

  private int lineEnd() {
    int i = position;
    while (i < end && chunk[i] != '\n') {
      i++;
    }
    return i;
  }

  private static byte[] withoutReturn(byte[] line) {
    return line.length > 0 && line[line.length - 1] == '\r'
        ? Arrays.copyOf(line, line.length - 1)
        : line;
  }

  private int withoutReturn(int lineEnd) {
    return lineEnd > position && chunk[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
  }
}
