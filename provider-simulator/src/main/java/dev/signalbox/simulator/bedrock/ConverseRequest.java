package dev.signalbox.simulator.bedrock;

import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.protocol.Inquiry;
import dev.signalbox.simulator.protocol.RefusedException;
import dev.signalbox.simulator.script.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what the simulator needs of a request. */
final class ConverseRequest {

  /** In the decoded path: a model may be an ARN with slashes. */
  private static final Pattern PATH = Pattern.compile("/model/(.+)/converse(-stream)?$");

  private ConverseRequest() {}

  static Inquiry of(Request request, JsonNode body) {
    Matcher path = PATH.matcher(request.path());
    if (!path.find()) {
      throw new RefusedException("The path names no model.", null);
    }
    if (!body.isObject()) {
      throw new RefusedException("The body must be a JSON object.", null);
    }
    JsonNode messages = body.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw new RefusedException(
          "A conversation must start with a user message. Try again with a conversation that"
              + " starts with a user message.",
          "messages");
    }
    JsonNode config = body.path("inferenceConfig");
    Conversation conversation = conversation(messages, body);
    return new Inquiry(
        conversation.prompt(path.group(1), body.path("outputConfig").has("textFormat")),
        conversation.tokens(),
        path.group(2) != null,
        maxTokens(config.path("maxTokens")),
        config.path("stopSequences").valueStream().map(text -> text.asString("")).toList(),
        1);
  }

  private static Conversation conversation(JsonNode messages, JsonNode body) {
    Conversation conversation = new Conversation();
    if (body.path("system").isArray() && !body.path("system").isEmpty()) {
      conversation.instruction(text(body.path("system")));
    }
    for (JsonNode message : messages) {
      JsonNode content = message.path("content");
      switch (message.path("role").asString("")) {
        case "user" -> addUser(content, conversation);
        case "assistant" -> conversation.assistant(said(content));
        default ->
            throw new RefusedException("Value at 'role' must be user or assistant.", "messages");
      }
    }
    JsonNode tools = body.path("toolConfig").path("tools");
    conversation.tools(
        tools,
        tools
            .valueStream()
            .filter(tool -> tool.has("toolSpec"))
            .map(tool -> tool.path("toolSpec").path("name").asString(""))
            .toList());
    return conversation;
  }

  /** A message that brings results of tools is not the user speaking. */
  private static void addUser(JsonNode content, Conversation conversation) {
    List<JsonNode> results =
        content.valueStream().filter(block -> block.has("toolResult")).toList();
    if (results.isEmpty()) {
      conversation.user(text(content));
    } else {
      results.forEach(
          result -> conversation.toolResult(text(result.path("toolResult").path("content"))));
    }
  }

  private static List<String> said(JsonNode content) {
    List<String> parts = new ArrayList<>();
    parts.add(text(content));
    for (JsonNode block : content) {
      if (block.has("toolUse")) {
        parts.add(block.get("toolUse").path("input").toString());
      }
    }
    return parts;
  }

  /** The texts of an array of blocks joined; JSON as text. */
  private static String text(JsonNode blocks) {
    StringBuilder text = new StringBuilder();
    for (JsonNode block : blocks) {
      text.append(block.path("text").asString(""));
      if (block.has("json")) {
        text.append(block.get("json"));
      }
    }
    return text.toString();
  }

  private static @Nullable Integer maxTokens(JsonNode limit) {
    if (!limit.isIntegralNumber()) {
      return null;
    }
    if (limit.asInt() < 1) {
      throw new RefusedException("Value at 'inferenceConfig.maxTokens' must be at least 1.", null);
    }
    return limit.asInt();
  }
}
