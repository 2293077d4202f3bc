package dev.signalbox.simulator.protocol;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Arguments of tool calls where a protocol wants them as an object and not as text. */
public final class JsonText {

  private JsonText() {}

  /** The value; text that is not JSON stays text, for a client to stumble over. */
  public static JsonNode value(JsonMapper json, String text) {
    try {
      return json.readTree(text);
    } catch (JacksonException e) {
      return json.stringNode(text);
    }
  }
}
