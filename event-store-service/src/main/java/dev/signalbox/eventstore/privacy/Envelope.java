package dev.signalbox.eventstore.privacy;

import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What stands in the data in the place of a sealed value: an object with one reserved member. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Envelope(SubjectId subject, int key, byte[] value) {

  static final String MEMBER = "$personal";
  static final String HIDDEN = "hidden";

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.putObject(MEMBER)
        .put("subject", subject.value())
        .put("key", key)
        .put("value", Base64.getEncoder().encodeToString(value));
    return node;
  }

  /** What a reader sees who does not see the value. */
  static ObjectNode tombstone(String why) {
    return JsonNodeFactory.instance.objectNode().put(MEMBER, why);
  }

  static Optional<Envelope> of(JsonNode node) {
    JsonNode inside = node.path(MEMBER);
    if (!node.isObject() || node.size() != 1 || !inside.isObject()) {
      return Optional.empty();
    }
    try {
      byte[] value = Base64.getDecoder().decode(inside.path("value").asString(""));
      return SubjectId.parse(inside.path("subject").asString(""))
          .map(subject -> new Envelope(subject, inside.path("key").asInt(0), value));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** Whether the reserved member is anywhere in it. */
  static boolean isIn(JsonNode node) {
    if (node.isObject() && node.has(MEMBER)) {
      return true;
    }
    for (JsonNode child : node) {
      if (child.isContainer() && isIn(child)) {
        return true;
      }
    }
    return false;
  }
}
