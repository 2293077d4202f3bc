package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.protocol.Inquiry;
import dev.signalbox.simulator.protocol.RefusedException;
import dev.signalbox.simulator.script.Conversation;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads what the simulator needs of a request. */
final class MessagesRequest {

  private MessagesRequest() {}

  static Inquiry of(JsonNode body) {
    if (!body.isObject()) {
      throw new RefusedException("The body must be a JSON object.", null);
    }
    JsonNode model = body.path("model");
    if (!model.isString() || model.stringValue().isBlank()) {
      throw new RefusedException("Field required", "model");
    }
    JsonNode maxTokens = body.path("max_tokens");
    if (!maxTokens.isIntegralNumber()) {
      throw new RefusedException("Field required", "max_tokens");
    }
    if (maxTokens.asInt() < 1) {
      throw new RefusedException("Input should be greater than or equal to 1", "max_tokens");
    }
    JsonNode messages = body.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw new RefusedException("at least one message is required", "messages");
    }
    Conversation conversation = conversation(messages, body);
    boolean wantsJson =
        body.path("output_config").has("format") || body.path("output_format").isObject();
    return new Inquiry(
        conversation.prompt(model.stringValue(), wantsJson),
        conversation.tokens(),
        body.path("stream").asBoolean(false),
        maxTokens.asInt(),
        body.path("stop_sequences").valueStream().map(text -> text.asString("")).toList(),
        1);
  }

  private static Conversation conversation(JsonNode messages, JsonNode body) {
    Conversation conversation = new Conversation();
    if (body.has("system")) {
      conversation.instruction(text(body.path("system")));
    }
    for (JsonNode message : messages) {
      JsonNode content = message.path("content");
      switch (message.path("role").asString("")) {
        case "system" -> conversation.instruction(text(content));
        case "user" -> addUser(content, conversation);
        case "assistant" -> conversation.assistant(said(content));
        default -> throw new RefusedException("Input should be 'user' or 'assistant'", "messages");
      }
    }
    conversation.tools(body.path("tools"), toolsOffered(body));
    return conversation;
  }

  /** A message that brings results of tools is not the user speaking. */
  private static void addUser(JsonNode content, Conversation conversation) {
    List<JsonNode> results =
        content
            .valueStream()
            .filter(block -> block.path("type").asString("").equals("tool_result"))
            .toList();
    if (results.isEmpty()) {
      conversation.user(text(content));
    } else {
      results.forEach(result -> conversation.toolResult(text(result.path("content"))));
    }
  }

  private static List<String> said(JsonNode content) {
    List<String> parts = new ArrayList<>();
    parts.add(text(content));
    for (JsonNode block : content) {
      if (block.has("input")) {
        parts.add(block.get("input").toString());
      }
    }
    return parts;
  }

  /** A string, or the text blocks of an array joined. */
  private static String text(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode block : content) {
      text.append(block.path("text").asString(""));
    }
    return text.toString();
  }

  private static List<String> toolsOffered(JsonNode body) {
    return body.path("tool_choice").path("type").asString("").equals("none")
        ? List.of()
        : body.path("tools").valueStream().map(tool -> tool.path("name").asString("")).toList();
  }
}
