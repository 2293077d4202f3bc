package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.protocol.Answer;
import dev.signalbox.simulator.protocol.Fingerprint;
import dev.signalbox.simulator.protocol.JsonText;
import dev.signalbox.simulator.script.ToolCall;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The blocks a message consists of. */
final class ContentBlocks {

  private final JsonMapper json;
  private final Fingerprint ids;

  ContentBlocks(JsonMapper json, Fingerprint ids) {
    this.json = json;
    this.ids = ids;
  }

  ArrayNode all(Answer answer) {
    ArrayNode blocks = json.createArrayNode();
    if (answer.reasoning() != null) {
      blocks.add(thinking(answer.reasoning(), signature()));
    }
    if (hasText(answer)) {
      blocks.add(text(answer.text()));
    }
    List<ToolCall> calls = answer.toolCalls();
    for (int number = 0; number < calls.size(); number++) {
      ObjectNode block = toolUse(number, calls.get(number));
      block.set("input", JsonText.value(json, calls.get(number).arguments()));
      blocks.add(block);
    }
    return blocks;
  }

  /** Whether there is a block of text; a message may have none at all when it is refused. */
  static boolean hasText(Answer answer) {
    return answer.hasContent() || (answer.toolCalls().isEmpty() && answer.refusal() == null);
  }

  ObjectNode thinking(String thinking, String signature) {
    return json.createObjectNode()
        .put("type", "thinking")
        .put("thinking", thinking)
        .put("signature", signature);
  }

  /** Vouches for the thinking when it is sent back. */
  String signature() {
    return ids.base64("signature");
  }

  ObjectNode text(String text) {
    return json.createObjectNode().put("type", "text").put("text", text);
  }

  /** With no input yet. */
  ObjectNode toolUse(int number, ToolCall call) {
    String made = "toolu_01" + ids.letters("call " + number, 22);
    ObjectNode block = json.createObjectNode().put("type", "tool_use");
    block.put("id", call.id() == null ? made : call.id()).put("name", call.name());
    block.putObject("input");
    return block;
  }
}
