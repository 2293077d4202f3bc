package dev.signalbox.eventstore.state;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON merge patches (RFC 7396, section 2). */
final class MergePatch {

  private MergePatch() {}

  static void apply(ObjectNode target, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> member : patch.properties()) {
      JsonNode value = member.getValue();
      if (value.isNull()) {
        target.remove(member.getKey());
      } else if (value instanceof ObjectNode inner) {
        ObjectNode nested =
            target.get(member.getKey()) instanceof ObjectNode existing
                ? existing
                : target.putObject(member.getKey());
        apply(nested, inner);
      } else {
        target.set(member.getKey(), value);
      }
    }
  }
}
