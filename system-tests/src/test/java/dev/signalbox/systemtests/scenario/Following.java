package dev.signalbox.systemtests.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An open event stream, as a client reads it. */
final class Following implements AutoCloseable {
  private final BufferedReader lines;

  Following(InputStream body) {
    this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /** An event with its id. */
  record Followed(String id, JsonNode data) {}

  /** The next events; fewer if the stream ends before. */
  List<Followed> take(int count) {
    List<Followed> taken = new ArrayList<>();
    while (taken.size() < count) {
      Followed next = next();
      if (next == null) {
        break;
      }
      taken.add(next);
    }
    return taken;
  }

  /** All events up to the end of the stream; one that breaks off is an error. */
  List<Followed> takeAll() {
    return take(Integer.MAX_VALUE);
  }

  private @Nullable Followed next() {
    String id = "";
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring("id: ".length());
        } else if (line.startsWith("data: ")) {
          return new Followed(id, JsonMapper.shared().readTree(line.substring("data: ".length())));
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
