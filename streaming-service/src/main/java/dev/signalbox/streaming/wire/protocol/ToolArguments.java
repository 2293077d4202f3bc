package dev.signalbox.streaming.wire.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Arguments of a tool call for protocols in which they are an object, not text. */
public final class ToolArguments {

  /** Anthropic's documentation wants broken arguments given back to a model under such a name. */
  private static final String INVALID = "INVALID_JSON";

  private ToolArguments() {}

  /** The object in the text, empty when the text is; null when it is no object. */
  public static @Nullable ObjectNode object(JsonMapper json, String text) {
    if (text.isBlank()) {
      return json.createObjectNode();
    }
    try {
      JsonNode read = json.readTree(text);
      return read instanceof ObjectNode object ? object : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  /** The object in the text, or one that contains the text when the model has not put out one. */
  public static ObjectNode objectOrText(JsonMapper json, String text) {
    ObjectNode object = object(json, text);
    return object == null ? json.createObjectNode().put(INVALID, text) : object;
  }
}
