package dev.signalbox.routing.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events (WHATWG HTML, section 9.2), one at a time and never more than a limit.
 */
public final class ServerSentEvents {

  private final InputStream in;
  private final int maxEventBytes;

  public ServerSentEvents(InputStream in, int maxEventBytes) {
    this.in = new BufferedInputStream(in, 8_192);
    this.maxEventBytes = maxEventBytes;
  }

  /**
   * One event.
   *
   * @param name empty if it has none
   */
  public record Event(String name, String data) {}

  /** The next event that has data; null at the end of the stream. */
  public @Nullable Event next() throws IOException {
    StringBuilder data = new StringBuilder();
    String name = "";
    boolean any = false;
    while (true) {
      String line = line();
      if (line == null) {
        return null;
      }
      if (line.isEmpty()) {
        if (any) {
          return new Event(name, data.toString());
        }
        name = "";
      } else if (line.startsWith("event:")) {
        name = line.substring(6).strip();
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
