package dev.signalbox.streaming.wire.openai;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Words thoughts, which OpenAI keeps to itself, as others do: as DeepSeek for those who read them,
 * and as OpenRouter for those who give them back.
 */
final class ChatThoughtWriter {

  private int index;
  private boolean thinking;

  /** A piece of a thought, put behind what the message has of it. */
  void text(String text, ObjectNode message) {
    thinking = true;
    append("reasoning_content", text, message);
    append("text", text, detail("reasoning.text", message));
  }

  void signature(String signature, ObjectNode message) {
    detail("reasoning.text", message).put("signature", ChatProtocol.PROVENANCE.kept(signature));
    index++;
    thinking = false;
  }

  void redacted(String data, ObjectNode message) {
    index += thinking ? 1 : 0;
    thinking = false;
    detail("reasoning.encrypted", message).put("data", ChatProtocol.PROVENANCE.kept(data));
    index++;
  }

  private static void append(String field, String text, ObjectNode object) {
    object.put(field, object.path(field).asString("") + text);
  }

  /** The current thought's detail in a message, made if need be. */
  private ObjectNode detail(String type, ObjectNode message) {
    ArrayNode details = message.withArray("reasoning_details");
    for (JsonNode detail : details) {
      if (detail.path("index").asInt(-1) == index && detail instanceof ObjectNode known) {
        return known;
      }
    }
    return details.addObject().put("type", type).put("index", index);
  }
}
