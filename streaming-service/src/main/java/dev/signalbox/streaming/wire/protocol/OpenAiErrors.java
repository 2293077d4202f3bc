package dev.signalbox.streaming.wire.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The error object of the OpenAI API, which all of its protocols have. */
public final class OpenAiErrors {

  private final JsonMapper json;

  public OpenAiErrors(JsonMapper json) {
    this.json = json;
  }

  /** In JSON. */
  public byte[] object(ProtocolError error) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("message", error.message());
    content.put("type", type(error.status()));
    content.put("param", error.field());
    content.put("code", error.code());
    return json.writeValueAsBytes(Map.of("error", content));
  }

  /** What an error body says, null when it is not the protocol's error object. */
  public @Nullable String message(byte[] body) {
    try {
      JsonNode error = json.readTree(body).path("error");
      return error.isObject() || error.isString() ? message(error) : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  /** What an error object says, or an error that is only a text. */
  public static String message(JsonNode error) {
    return error.isString() ? error.stringValue() : error.path("message").asString("");
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 429 -> "rate_limit_error";
      default -> status < 500 ? "invalid_request_error" : "server_error";
    };
  }
}
