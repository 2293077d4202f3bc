package dev.signalbox.streaming.wire.cohere;

import dev.signalbox.streaming.wire.protocol.ProtocolError;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The error object of the API: a message. */
final class CohereErrors {

  private final JsonMapper json;

  CohereErrors(JsonMapper json) {
    this.json = json;
  }

  byte[] object(ProtocolError error) {
    return json.writeValueAsBytes(json.createObjectNode().put("message", error.message()));
  }

  @Nullable String message(byte[] body) {
    try {
      return message(json.readTree(body));
    } catch (JacksonException e) {
      return null;
    }
  }

  /** What an object says that is an error, null when it is none. */
  static @Nullable String message(JsonNode object) {
    JsonNode message = object.path("message");
    return message.isString() ? message.stringValue() : null;
  }
}
