package dev.signalbox.kit.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads server-sent events one by one. */
public final class EventStream implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;

  EventStream(HttpResponse<InputStream> response) {
    this.response = response;
    this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /**
   * One event as it came.
   *
   * @param name the event's name, {@code message} if it has none
   */
  public record Received(@Nullable String id, String name, String data) {
    public JsonNode json() {
      return JSON.readTree(data);
    }
  }

  public int status() {
    return response.statusCode();
  }

  public @Nullable String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  /** The next event, comments passed over; null at the end of the stream. */
  public @Nullable Received next() {
    String id = null;
    String name = "message";
    StringBuilder data = null;
    String line = line();
    while (line != null) {
      if (line.isEmpty() && data != null) {
        return new Received(id, name, data.toString());
      } else if (line.startsWith("id:")) {
        id = value(line, 3);
      } else if (line.startsWith("event:")) {
        name = value(line, 6);
      } else if (line.startsWith("data:")) {
        data = data == null ? new StringBuilder() : data.append('\n');
        data.append(value(line, 5));
      }
      line = line();
    }
    return null;
  }

  /** Every event until the end of the stream. */
  public List<Received> all() {
    List<Received> events = new ArrayList<>();
    for (Received event = next(); event != null; event = next()) {
      events.add(event);
    }
    return events;
  }

  /** The whole rest of the answer as text. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (String line = line(); line != null; line = line()) {
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private @Nullable String line() {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String value(String line, int from) {
    return line.startsWith(" ", from) ? line.substring(from + 1) : line.substring(from);
  }

  /** Hangs up. */
  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
