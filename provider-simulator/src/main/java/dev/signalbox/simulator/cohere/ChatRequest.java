package dev.signalbox.simulator.cohere;

import dev.signalbox.simulator.protocol.Inquiry;
import dev.signalbox.simulator.protocol.RefusedException;
import dev.signalbox.simulator.script.Conversation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what the simulator needs of a request. */
final class ChatRequest {

  private ChatRequest() {}

  static Inquiry of(JsonNode body) {
    if (!body.isObject()) {
      throw new RefusedException("the body must be a JSON object", null);
    }
    JsonNode model = body.path("model");
    if (!model.isString() || model.stringValue().isBlank()) {
      throw new RefusedException("model is required", "model");
    }
    JsonNode messages = body.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw new RefusedException("messages must not be empty", "messages");
    }
    Conversation conversation = conversation(messages, body);
    String format = body.path("response_format").path("type").asString("text");
    return new Inquiry(
        conversation.prompt(model.stringValue(), format.equals("json_object")),
        conversation.tokens(),
        body.path("stream").asBoolean(false),
        maxTokens(body.path("max_tokens")),
        body.path("stop_sequences").valueStream().map(text -> text.asString("")).toList(),
        1);
  }

  private static Conversation conversation(JsonNode messages, JsonNode body) {
    Conversation conversation = new Conversation();
    for (JsonNode message : messages) {
      String text = text(message.path("content"));
      switch (message.path("role").asString("")) {
        case "system", "developer" -> conversation.instruction(text);
        case "user" -> conversation.user(text);
        case "assistant" -> conversation.assistant(said(text, message));
        case "tool" -> conversation.toolResult(text);
        default ->
            throw new RefusedException(
                "role must be one of: system, user, assistant, tool", "messages");
      }
    }
    conversation.tools(body.path("tools"), toolsOffered(body));
    return conversation;
  }

  private static List<String> said(String text, JsonNode message) {
    List<String> parts = new ArrayList<>();
    parts.add(text);
    parts.add(message.path("tool_plan").asString(""));
    for (JsonNode call : message.path("tool_calls")) {
      parts.add(call.path("function").path("arguments").asString(""));
    }
    return parts;
  }

  /** A string, or the texts and documents of an array joined. */
  private static String text(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.path("text").asString(""));
      JsonNode document = part.path("document").path("data");
      if (!document.isMissingNode()) {
        text.append(document.isString() ? document.stringValue() : document.toString());
      }
    }
    return text.toString();
  }

  private static List<String> toolsOffered(JsonNode body) {
    return body.path("tool_choice").asString("").equals("NONE")
        ? List.of()
        : body.path("tools")
            .valueStream()
            .map(tool -> tool.path("function").path("name").asString(""))
            .toList();
  }

  private static @Nullable Integer maxTokens(JsonNode limit) {
    if (!limit.isIntegralNumber()) {
      return null;
    }
    if (limit.asInt() < 1) {
      throw new RefusedException("max_tokens must be at least 1", "max_tokens");
    }
    return limit.asInt();
  }
}
