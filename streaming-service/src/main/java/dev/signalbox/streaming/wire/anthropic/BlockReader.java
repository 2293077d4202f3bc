package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads content: a text, or a list of blocks. */
final class BlockReader {

  private final JsonMapper json;
  private final Map<String, String> toolNames = new HashMap<>();

  BlockReader(JsonMapper json) {
    this.json = json;
  }

  List<Part> parts(Fields holder, String name) {
    JsonNode content = holder.value(name);
    if (content != null && content.isString()) {
      return List.of(new Part.Text(content.stringValue()));
    }
    List<Part> parts = new ArrayList<>();
    for (Fields block : holder.objects(name)) {
      block(block, parts);
    }
    return parts;
  }

  private void block(Fields block, List<Part> parts) {
    Part.@Nullable CacheBreak cacheBreak = CacheControl.read(block);
    switch (block.requiredString("type")) {
      case "text" -> parts.add(text(block));
      case "image" -> parts.add(image(block));
      case "document" -> parts.add(document(block));
      case "tool_use" -> parts.add(toolCall(block));
      case "tool_result" -> toolResult(block, parts);
      case "thinking" -> parts.add(thinking(block));
      case "redacted_thinking" ->
          parts.add(
              new Part.RedactedThinking(
                  MessagesProtocol.PROVENANCE.canonical(block.requiredString("data"))));
      default ->
          throw new InexpressibleException(
              block.path(),
              "A block of type '"
                  + block.string("type")
                  + "' has no counterpart in the protocol of this model.");
    }
    block.requireAllRead();
    if (cacheBreak != null) {
      parts.add(cacheBreak);
    }
  }

  private static Part text(Fields block) {
    Part text = new Part.Text(block.requiredString("text"));
    if (!block.objects("citations").isEmpty()) {
      throw block.inexpressible("citations");
    }
    return text;
  }

  private static Part image(Fields block) {
    Fields transformations = block.object("transformations");
    if (transformations != null) {
      transformations.ignoreDefault("oversized_image", "downsize");
      transformations.requireAllRead();
    }
    return new Part.Image(SourceReader.image(block.requiredObject("source")));
  }

  private static Part document(Fields block) {
    Fields citations = block.object("citations");
    if (citations != null) {
      citations.ignoreDefault("enabled", false);
      citations.requireAllRead();
    }
    return new Part.Document(
        SourceReader.document(block.requiredObject("source")), block.string("title"));
  }

  private Part toolCall(Fields block) {
    Fields caller = block.object("caller");
    if (caller != null) {
      caller.ignoreDefault("type", "direct");
      caller.requireAllRead();
    }
    String id = block.requiredString("id");
    String name = block.requiredString("name");
    JsonNode input = block.required("input");
    if (!input.isObject()) {
      throw block.invalid("input", "an object");
    }
    toolNames.put(id, name);
    return new Part.ToolCall(id, name, json.writeValueAsString(input), null);
  }

  private void toolResult(Fields block, List<Part> parts) {
    String id = block.requiredString("tool_use_id");
    String name = toolNames.get(id);
    if (name == null) {
      throw block.invalid("tool_use_id", "the id of a 'tool_use' block before it");
    }
    List<Part> content = new ArrayList<>();
    Part.@Nullable CacheBreak cacheBreak = null;
    for (Part part : parts(block, "content")) {
      switch (part) {
        case Part.Text text -> content.add(text);
        case Part.Image image -> content.add(image);
        case Part.Document document -> content.add(document);
        case Part.CacheBreak within -> cacheBreak = within;
        case Part.Audio ignored -> throw notInResult(block);
        case Part.ToolCall ignored -> throw notInResult(block);
        case Part.ToolResult ignored -> throw notInResult(block);
        case Part.Thinking ignored -> throw notInResult(block);
        case Part.RedactedThinking ignored -> throw notInResult(block);
      }
    }
    parts.add(new Part.ToolResult(id, name, content, Boolean.TRUE.equals(block.bool("is_error"))));
    if (cacheBreak != null) {
      parts.add(cacheBreak);
    }
  }

  private static RuntimeException notInResult(Fields block) {
    return block.invalid("content", "text, images and documents");
  }

  private static Part thinking(Fields block) {
    String signature = block.string("signature");
    return new Part.Thinking(
        block.requiredString("thinking"),
        signature == null || signature.isEmpty()
            ? null
            : MessagesProtocol.PROVENANCE.canonical(signature));
  }
}
