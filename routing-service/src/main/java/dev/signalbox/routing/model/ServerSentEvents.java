package dev.signalbox.routing.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data of server-sent events (WHATWG HTML, section 9.2), one at a time and never more
 * than a limit.
 */
final class ServerSentEvents {

  private final InputStream in;
  private final int maxEventBytes;

  ServerSentEvents(InputStream in, int maxEventBytes) {
    this.in = new BufferedInputStream(in, 8_192);
    this.maxEventBytes = maxEventBytes;
  }

  /** The data of the next event that has any; null at the end of the stream. */
  @Nullable String next() throws IOException {
    StringBuilder data = new StringBuilder();
    boolean any = false;
    while (true) {
      String line = line();
      if (line == null) {
        return null;
      }
      if (line.isEmpty()) {
        if (any) {
          return data.toString();
        }
      } else if (line.startsWith("data:")) {
        if (any) {
          data.append('\n');
        }
        any = true;
        data.append(line, line.startsWith("data: ") ? 6 : 5, line.length());
        if (data.length() > maxEventBytes) {
          throw new IOException("An event is longer than " + maxEventBytes + " bytes");
        }
      }
    }
  }

  private @Nullable String line() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    int next;
    while ((next = in.read()) >= 0) {
      if (next == '\n') {
        return text(bytes);
      }
      if (bytes.size() >= maxEventBytes) {
        throw new IOException("A line is longer than " + maxEventBytes + " bytes");
      }
      bytes.write(next);
    }
    return bytes.size() == 0 ? null : text(bytes);
  }

  private static String text(ByteArrayOutputStream bytes) {
    String line = bytes.toString(StandardCharsets.UTF_8);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
