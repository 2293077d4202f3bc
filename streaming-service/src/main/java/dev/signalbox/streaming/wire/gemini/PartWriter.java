package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.ForeignThoughts;
import dev.signalbox.streaming.wire.protocol.ToolArguments;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the parts of turns. Signatures go back to where they were: to the call after them, to the
 * text before them, or else into a part of their own.
 */
final class PartWriter {

  private static final String SIGNATURE = "thoughtSignature";

  private final JsonMapper json;
  private final GeminiModel model;
  private final Set<String> unused;
  private @Nullable String pending;

  PartWriter(JsonMapper json, GeminiModel model, Set<String> unused) {
    this.json = json;
    this.model = model;
    this.unused = unused;
  }

  void write(Turn turn, ArrayNode parts) {
    for (Part part : turn.parts()) {
      boolean bearsIt =
          part instanceof Part.ToolCall call && ThoughtSignature.own(call.signature()) == null;
      if (!bearsIt) {
        placeSignature(parts);
      }
      write(part, parts);
    }
    placeSignature(parts);
  }

  private void write(Part part, ArrayNode parts) {
    switch (part) {
      case Part.Text(String text) -> {
        if (!text.isEmpty()) {
          parts.addObject().put("text", text);
        }
      }
      case Part.Image(Media media) -> media(media, parts);
      case Part.Audio(Media media) -> media(media, parts);
      case Part.Document document -> {
        if (document.name() != null) {
          unused.add("document name");
        }
        media(document.media(), parts);
      }
      case Part.ToolCall call -> call(call, parts);
      case Part.ToolResult result -> result(result, parts);
      case Part.Thinking thinking -> thinking(thinking, parts);
      case Part.RedactedThinking ignored -> unused.add("thinking");
      case Part.CacheBreak ignored -> unused.add("cache_control");
    }
  }

  private static void media(Media media, ArrayNode parts) {
    switch (media) {
      case Media.Inline(String type, String base64) ->
          parts.addObject().putObject("inlineData").put("mimeType", type).put("data", base64);
      case Media.Link(String url) -> {
        ObjectNode file = parts.addObject().putObject("fileData").put("fileUri", url);
        String type = MediaTypes.ofName(url);
        if (type != null) {
          file.put("mimeType", type);
        }
      }
    }
  }

  private void call(Part.ToolCall call, ArrayNode parts) {
    boolean first = parts.valueStream().noneMatch(part -> part.has("functionCall"));
    ObjectNode part = parts.addObject();
    part.putObject("functionCall")
        .put("id", call.id())
        .put("name", call.name())
        .set("args", ToolArguments.objectOrText(json, call.arguments()));
    String signature = ThoughtSignature.own(call.signature());
    if (call.signature() != null && signature == null) {
      unused.add("thinking");
    }
    if (signature == null) {
      signature = pending;
      pending = null;
    }
    if (signature == null && first && model.wantsSignatures()) {
      signature = ForeignThoughts.SIGNATURE_OF_CALL;
    }
    if (signature != null) {
      part.put(SIGNATURE, signature);
    }
  }

  private void result(Part.ToolResult result, ArrayNode parts) {
    StringBuilder text = new StringBuilder();
    ArrayNode media = json.createArrayNode();
    for (Part part : result.content()) {
      if (part instanceof Part.Text(String piece)) {
        text.append(text.isEmpty() ? "" : "\n").append(piece);
      } else {
        write(part, media);
      }
    }
    ObjectNode response =
        parts
            .addObject()
            .putObject("functionResponse")
            .put("id", result.callId())
            .put("name", result.name());
    response.set("response", new FunctionResult(text.toString(), result.error()).response(json));
    if (!media.isEmpty()) {
      response.set("parts", media);
    }
  }

  private void thinking(Part.Thinking thinking, ArrayNode parts) {
    String own = ThoughtSignature.own(thinking.signature());
    if (own == null) {
      unused.add("thinking");
    } else if (thinking.text().isEmpty()) {
      pending = own;
    } else {
      parts.addObject().put("text", thinking.text()).put("thought", true).put(SIGNATURE, own);
    }
  }

  private void placeSignature(ArrayNode parts) {
    String signature = pending;
    pending = null;
    if (signature == null) {
      return;
    }
    boolean afterText =
        !parts.isEmpty()
            && parts.get(parts.size() - 1) instanceof ObjectNode last
            && last.has("text")
            && !last.has(SIGNATURE);
    ObjectNode place =
        afterText ? (ObjectNode) parts.get(parts.size() - 1) : parts.addObject().put("text", "");
    place.put(SIGNATURE, signature);
  }
}
