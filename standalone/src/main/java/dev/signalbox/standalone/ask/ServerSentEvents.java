package dev.signalbox.standalone.ask;

import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads an event stream as the HTML standard, section 9.2.6, says. */
final class ServerSentEvents {
  private final BufferedReader reader;

  ServerSentEvents(BufferedReader reader) {
    this.reader = reader;
  }

  /** One event; the type is "message" where the stream named none. */
  record Event(String type, String data) {}

  /** The next event; null at the end, at which an unfinished event is dropped. */
  @Nullable Event next() throws IOException {
    String type = "";
    StringBuilder data = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          data.setLength(data.length() - 1);
          return new Event(type.isEmpty() ? "message" : type, data.toString());
        }
        type = "";
        continue;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      if (value.startsWith(" ")) {
        value = value.substring(1);
      }
      if (field.equals("event")) {
        type = value;
      } else if (field.equals("data")) {
        data.append(value).append('\n');
      }
    }
    return null;
  }
}
