package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.CallIds;
import dev.signalbox.streaming.wire.protocol.ToolArguments;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the parts of turns as blocks. Texts without a character are left out: the API wants none.
 */
final class BlockWriter {

  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]+");
  private static final int ID_LENGTH = 24;

  private final JsonMapper json;
  private final Set<String> unused;

  BlockWriter(JsonMapper json, Set<String> unused) {
    this.json = json;
    this.unused = unused;
  }

  void write(Turn turn, ArrayNode content) {
    for (Part part : turn.parts()) {
      write(part, turn, content);
    }
  }

  private void write(Part part, Turn turn, ArrayNode content) {
    switch (part) {
      case Part.Text(String text) -> {
        if (!text.isEmpty()) {
          block("text", content).put("text", text);
        }
      }
      case Part.Image image ->
          block("image", content).set("source", SourceWriter.image(json, image.media(), turn));
      case Part.Document document -> document(document, turn, content);
      case Part.Audio ignored ->
          throw new InexpressibleException(
              turn.field(), "The protocol of this model takes no sound.");
      case Part.ToolCall call -> toolCall(call, content);
      case Part.ToolResult result -> toolResult(result, turn, content);
      case Part.Thinking thinking -> {
        String own = own(thinking.signature());
        if (own != null) {
          block("thinking", content).put("thinking", thinking.text()).put("signature", own);
        }
      }
      case Part.RedactedThinking(String data) -> {
        String own = own(data);
        if (own != null) {
          block("redacted_thinking", content).put("data", own);
        }
      }
      case Part.CacheBreak cacheBreak -> cacheBreak(cacheBreak, content);
    }
  }

  /** What Anthropic made; what others did is of no use to it. */
  private @Nullable String own(@Nullable String opaque) {
    String own = MessagesProtocol.PROVENANCE.own(opaque);
    if (own == null) {
      unused.add("thinking");
    }
    return own;
  }

  private void document(Part.Document document, Turn turn, ArrayNode content) {
    ObjectNode block = block("document", content);
    block.set("source", SourceWriter.document(json, document.media(), turn));
    if (document.name() != null) {
      block.put("title", document.name());
    }
  }

  private void toolCall(Part.ToolCall call, ArrayNode content) {
    if (call.signature() != null) {
      unused.add("thinking");
    }
    block("tool_use", content)
        .put("id", id(call.id()))
        .put("name", call.name())
        .set("input", ToolArguments.objectOrText(json, call.arguments()));
  }

  private void toolResult(Part.ToolResult result, Turn turn, ArrayNode content) {
    ObjectNode block = block("tool_result", content).put("tool_use_id", id(result.callId()));
    ArrayNode within = json.createArrayNode();
    for (Part part : result.content()) {
      write(part, turn, within);
    }
    if (!within.isEmpty()) {
      block.set("content", within);
    }
    if (result.error()) {
      block.put("is_error", true);
    }
  }

  private void cacheBreak(Part.CacheBreak cacheBreak, ArrayNode content) {
    if (!content.isEmpty()
        && content.get(content.size() - 1) instanceof ObjectNode block
        && !block.has("thinking")
        && !block.has("data")) {
      CacheControl.write(cacheBreak, block);
    } else {
      unused.add("cache_control");
    }
  }

  private static String id(String id) {
    return ID.matcher(id).matches() ? id : CallIds.exactly(ID_LENGTH, id);
  }

  private static ObjectNode block(String type, ArrayNode content) {
    return content.addObject().put("type", type);
  }
}
