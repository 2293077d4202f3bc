package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a completion and each of its chunks begin with. */
final class ChatHeading {

  private ChatHeading() {}

  static ObjectNode of(JsonMapper json, AnswerHeading heading, String object) {
    return json.createObjectNode()
        .put("id", "chatcmpl-" + heading.id())
        .put("object", object)
        .put("created", heading.created().getEpochSecond())
        .put("model", heading.model());
  }
}
