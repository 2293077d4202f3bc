package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.protocol.Answer;
import dev.signalbox.simulator.protocol.Fingerprint;
import dev.signalbox.simulator.protocol.FinishReason;
import dev.signalbox.simulator.protocol.JsonText;
import dev.signalbox.simulator.script.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The object {@code GenerateContentResponse}, of which a stream has many. */
final class GenerateResponse {

  private final JsonMapper json;
  private final Fingerprint ids;
  private final String model;

  GenerateResponse(JsonMapper json, Fingerprint ids, String model) {
    this.json = json;
    this.ids = ids;
    this.model = model;
  }

  JsonMapper json() {
    return json;
  }

  /** A response with these candidates. */
  ObjectNode of(List<ObjectNode> candidates, @Nullable JsonNode usage) {
    ObjectNode response = json.createObjectNode();
    response.putArray("candidates").addAll(candidates);
    if (usage != null) {
      response.set("usageMetadata", usage);
    }
    return response.put("modelVersion", model).put("responseId", ids.letters("response", 23));
  }

  /**
   * A candidate with these parts.
   *
   * @param finish null while there is more to come
   */
  ObjectNode candidate(int index, List<ObjectNode> parts, @Nullable FinishReason finish) {
    ObjectNode candidate = json.createObjectNode();
    ArrayNode array = candidate.putObject("content").putArray("parts");
    array.addAll(parts);
    ((ObjectNode) candidate.get("content")).put("role", "model");
    if (finish != null) {
      candidate.put("finishReason", FinishNames.of(finish));
    }
    return candidate.put("index", index);
  }

  List<ObjectNode> parts(Answer answer) {
    List<ObjectNode> parts = new ArrayList<>();
    if (answer.reasoning() != null) {
      parts.add(thought(answer.reasoning()));
    }
    if (answer.hasContent() || answer.toolCalls().isEmpty()) {
      ObjectNode said = text(answer.text() + (answer.refusal() == null ? "" : answer.refusal()));
      parts.add(answer.toolCalls().isEmpty() ? signed(said, answer) : said);
    }
    for (int number = 0; number < answer.toolCalls().size(); number++) {
      parts.add(call(number, answer));
    }
    return parts;
  }

  ObjectNode text(String text) {
    return json.createObjectNode().put("text", text);
  }

  ObjectNode thought(String text) {
    return text(text).put("thought", true);
  }

  /** The first of several calls carries the signature of what was thought before. */
  ObjectNode call(int number, Answer answer) {
    ToolCall call = answer.toolCalls().get(number);
    ObjectNode part = json.createObjectNode();
    ObjectNode function = part.putObject("functionCall");
    if (call.id() != null) {
      function.put("id", call.id());
    }
    function.put("name", call.name()).set("args", JsonText.value(json, call.arguments()));
    return number == 0 ? signed(part, answer) : part;
  }

  /** The part with the signature of what was thought, if anything was. */
  ObjectNode signed(ObjectNode part, Answer answer) {
    return answer.reasoning() == null
        ? part
        : part.put("thoughtSignature", ids.base64("signature"));
  }
}
