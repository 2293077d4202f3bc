package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.protocol.ToolArguments;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code response} of a function: an object in which {@code output} or {@code error} has a
 * meaning of its own, and everything else is the output (the SDK's FunctionResponse).
 *
 * @param text what the function gave; an object as JSON
 */
record FunctionResult(String text, boolean error) {

  private static final String OUTPUT = "output";
  private static final String ERROR = "error";
  // What the Python SDK writes.
  private static final String RESULT = "result";
  private static final Set<String> MEANT = Set.of(OUTPUT, ERROR, RESULT);

  static FunctionResult read(JsonMapper json, JsonNode response) {
    if (response.size() == 1) {
      String name = response.propertyNames().iterator().next();
      JsonNode value = response.path(name);
      if (MEANT.contains(name)) {
        return new FunctionResult(
            value.isString() ? value.stringValue() : json.writeValueAsString(value),
            name.equals(ERROR));
      }
    }
    return new FunctionResult(json.writeValueAsString(response), false);
  }

  ObjectNode response(JsonMapper json) {
    if (error) {
      return json.createObjectNode().put(ERROR, text);
    }
    ObjectNode object = text.isBlank() ? null : ToolArguments.object(json, text);
    if (object == null || (object.size() == 1 && hasMeaning(object))) {
      return json.createObjectNode().put(OUTPUT, text);
    }
    return object;
  }

  private static boolean hasMeaning(JsonNode response) {
    return MEANT.contains(response.propertyNames().iterator().next());
  }
}
