package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.protocol.Fingerprint;
import dev.signalbox.simulator.script.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tool calls of a chat completion, whole and in deltas. */
final class ChatToolCalls {

  private final JsonMapper json;
  private final Fingerprint ids;

  ChatToolCalls(JsonMapper json, Fingerprint ids) {
    this.json = json;
    this.ids = ids;
  }

  ArrayNode whole(int choice, List<ToolCall> calls) {
    ArrayNode array = json.createArrayNode();
    for (int number = 0; number < calls.size(); number++) {
      array.add(call(choice, number, calls.get(number), calls.get(number).arguments()));
    }
    return array;
  }

  /** First the name with empty arguments, then the arguments piece by piece, as OpenAI does. */
  Stream<ObjectNode> deltas(int choice, List<ToolCall> calls) {
    List<ObjectNode> deltas = new ArrayList<>();
    for (int number = 0; number < calls.size(); number++) {
      deltas.add(delta(number, call(choice, number, calls.get(number), "")));
      for (String piece : calls.get(number).pieces()) {
        ObjectNode more = json.createObjectNode();
        more.putObject("function").put("arguments", piece);
        deltas.add(delta(number, more));
      }
    }
    return deltas.stream();
  }

  private ObjectNode delta(int number, ObjectNode call) {
    ObjectNode delta = json.createObjectNode();
    delta.putArray("tool_calls").add(json.createObjectNode().put("index", number).setAll(call));
    return delta;
  }

  private ObjectNode call(int choice, int number, ToolCall call, String arguments) {
    String made = "call_" + ids.letters("call " + choice + ' ' + number, 24);
    ObjectNode node = json.createObjectNode();
    node.put("id", call.id() == null ? made : call.id());
    node.put("type", "function");
    node.putObject("function").put("name", call.name()).put("arguments", arguments);
    return node;
  }
}
