package dev.signalbox.streaming.attempt;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How a stream that has begun ends: well, or with an error object and without [DONE]. */
final class ErrorChunks {

  static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);

  private final JsonMapper json;

  ErrorChunks(JsonMapper json) {
    this.json = json;
  }

  byte[] of(String code, String message) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("message", message);
    error.put("type", "server_error");
    error.put("param", null);
    error.put("code", code);
    return ("data: " + json.writeValueAsString(Map.of("error", error)) + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
