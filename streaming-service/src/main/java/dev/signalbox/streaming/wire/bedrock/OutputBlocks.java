package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.protocol.Provenance;
import dev.signalbox.streaming.wire.protocol.ToolArguments;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Content blocks of what a model puts out, in answers and in the conversation that follows. The
 * signature of a call, which another protocol may have, is that of a thought before it.
 */
final class OutputBlocks {

  private final JsonMapper json;
  private final Provenance provenance;

  OutputBlocks(JsonMapper json, Provenance provenance) {
    this.json = json;
    this.provenance = provenance;
  }

  /**
   * Adds the block of a part of an answer. Text without characters is none: it would be refused.
   */
  void add(Part part, ArrayNode content) {
    switch (part) {
      case Part.Text text -> text(text.text(), content);
      case Part.Thinking thought -> {
        String signature = thought.signature();
        thought(thought.text(), signature == null ? null : provenance.kept(signature), content);
      }
      case Part.RedactedThinking thought -> redacted(provenance.kept(thought.data()), content);
      case Part.ToolCall call -> {
        if (call.signature() != null) {
          thought("", provenance.kept(call.signature()), content);
        }
        call(call.id(), call.name(), ToolArguments.objectOrText(json, call.arguments()), content);
      }
      case Part.Image ignored -> {}
      case Part.Document ignored -> {}
      case Part.Audio ignored -> {}
      case Part.ToolResult ignored -> {}
      case Part.CacheBreak ignored -> {}
    }
  }

  static void text(String text, ArrayNode content) {
    if (!text.isEmpty()) {
      content.addObject().put("text", text);
    }
  }

  static void thought(String text, @Nullable String signature, ArrayNode content) {
    ObjectNode thought =
        content
            .addObject()
            .putObject("reasoningContent")
            .putObject("reasoningText")
            .put("text", text);
    if (signature != null) {
      thought.put("signature", signature);
    }
  }

  static void redacted(String data, ArrayNode content) {
    content
        .addObject()
        .putObject("reasoningContent")
        .put("redactedContent", RedactedContent.toBase64(data));
  }

  static void call(String id, String name, JsonNode input, ArrayNode content) {
    ObjectNode call =
        content.addObject().putObject("toolUse").put("toolUseId", id).put("name", name);
    call.set("input", input);
  }
}
