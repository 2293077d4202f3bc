package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.protocol.Provenance;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads content blocks of a conversation. A block is a union: an object with one member that says
 * what it is.
 */
final class BlockReader {

  private final JsonMapper json;
  private final Provenance provenance;
  private final Map<String, String> toolsByCall = new HashMap<>();

  BlockReader(JsonMapper json, Provenance provenance) {
    this.json = json;
    this.provenance = provenance;
  }

  Part instruction(Fields block) {
    return read(block, "text or cachePoint", shared(block));
  }

  Part ofUser(Fields block) {
    Part part = shared(block);
    if (part == null) {
      part = MediaReader.of(block);
    }
    Fields result = block.object("toolResult");
    return read(
        block,
        "text, image, document, audio, toolResult or cachePoint",
        result == null ? part : toolResult(result));
  }

  Part ofAssistant(Fields block) {
    Part part = shared(block);
    Fields call = block.object("toolUse");
    Fields reasoning = block.object("reasoningContent");
    if (call != null) {
      part = toolCall(call);
    } else if (reasoning != null) {
      part = thought(reasoning);
    }
    return read(block, "text, toolUse, reasoningContent or cachePoint", part);
  }

  /** Whatever else the block has is refused by name. */
  private static Part read(Fields block, String expected, @Nullable Part part) {
    block.requireAllRead();
    if (part == null) {
      throw new InvalidRequestException(
          "'" + block.path() + "' must have one of " + expected + '.', block.path());
    }
    return part;
  }

  private static @Nullable Part shared(Fields block) {
    String text = block.string("text");
    Fields point = block.object("cachePoint");
    if (text != null) {
      return new Part.Text(text);
    }
    return point == null ? null : CachePoints.read(point);
  }

  private Part toolCall(Fields call) {
    String id = call.requiredString("toolUseId");
    String name = call.requiredString("name");
    JsonNode input = call.value("input");
    if (input != null && !input.isObject()) {
      throw call.invalid("input", "an object");
    }
    call.requireAllRead();
    toolsByCall.put(id, name);
    return new Part.ToolCall(id, name, input == null ? "{}" : json.writeValueAsString(input), null);
  }

  private Part toolResult(Fields result) {
    String id = result.requiredString("toolUseId");
    String name = toolsByCall.get(id);
    if (name == null) {
      throw new InvalidRequestException(
          "'" + result.path("toolUseId") + "' is of no call before it.", result.path("toolUseId"));
    }
    List<Part> content = new ArrayList<>();
    for (Fields block : result.objects("content")) {
      content.add(resultContent(block));
    }
    String status = result.string("status");
    result.requireAllRead();
    return new Part.ToolResult(id, name, content, "error".equals(status));
  }

  private Part resultContent(Fields block) {
    String text = block.string("text");
    JsonNode value = block.value("json");
    Part part = MediaReader.visible(block);
    if (text != null) {
      part = new Part.Text(text);
    } else if (value != null) {
      part = new Part.Text(json.writeValueAsString(value));
    }
    return read(block, "text, json, image or document", part);
  }

  private Part thought(Fields reasoning) {
    String redacted = reasoning.string("redactedContent");
    Fields text = reasoning.object("reasoningText");
    reasoning.requireAllRead();
    if (redacted != null) {
      return new Part.RedactedThinking(provenance.canonical(RedactedContent.ofBase64(redacted)));
    }
    if (text == null) {
      throw reasoning.missing("reasoningText");
    }
    String signature = text.string("signature");
    Part read =
        new Part.Thinking(
            text.requiredString("text"),
            signature == null ? null : provenance.canonical(signature));
    text.requireAllRead();
    return read;
  }
}
