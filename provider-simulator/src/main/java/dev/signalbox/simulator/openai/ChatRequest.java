package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.protocol.Inquiry;
import dev.signalbox.simulator.protocol.RefusedException;
import dev.signalbox.simulator.script.Conversation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the simulator needs of a chat completion request. */
record ChatRequest(Inquiry inquiry, boolean includeUsage) {

  private static final int MAX_CHOICES = 16;

  static ChatRequest of(JsonNode body) {
    if (!body.isObject()) {
      throw new RefusedException("The body must be a JSON object.", null);
    }
    JsonNode model = body.path("model");
    if (!model.isString() || model.stringValue().isBlank()) {
      throw new RefusedException("you must provide a model parameter", "model");
    }
    JsonNode messages = body.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw new RefusedException("'messages' must be a non-empty array.", "messages");
    }
    int choices = body.path("n").asInt(1);
    if (choices < 1 || choices > MAX_CHOICES) {
      throw new RefusedException("'n' must be between 1 and " + MAX_CHOICES + ".", "n");
    }
    Conversation conversation = conversation(messages, body);
    String format = body.path("response_format").path("type").asString("text");
    return new ChatRequest(
        new Inquiry(
            conversation.prompt(model.stringValue(), format.startsWith("json_")),
            conversation.tokens(),
            body.path("stream").asBoolean(false),
            maxTokens(body),
            stop(body.path("stop")),
            choices),
        body.path("stream_options").path("include_usage").asBoolean(false));
  }

  private static Conversation conversation(JsonNode messages, JsonNode body) {
    Conversation conversation = new Conversation();
    for (JsonNode message : messages) {
      String text = MessageText.of(message.path("content"));
      switch (message.path("role").asString("")) {
        case "system", "developer" -> conversation.instruction(text);
        case "user" -> conversation.user(text);
        case "assistant" -> conversation.assistant(said(text, message.path("tool_calls")));
        case "tool", "function" -> conversation.toolResult(text);
        default -> throw new RefusedException("A message has an unknown role.", "messages");
      }
    }
    conversation.tools(body.path("tools"), toolsOffered(body));
    return conversation;
  }

  private static List<String> said(String text, JsonNode calls) {
    List<String> parts = new ArrayList<>();
    parts.add(text);
    for (JsonNode call : calls) {
      parts.add(call.path("function").path("arguments").asString(""));
    }
    return parts;
  }

  private static List<String> toolsOffered(JsonNode body) {
    return body.path("tool_choice").asString("").equals("none")
        ? List.of()
        : body.path("tools")
            .valueStream()
            .map(tool -> tool.path("function").path("name").asString(""))
            .toList();
  }

  private static @Nullable Integer maxTokens(JsonNode body) {
    for (String field : List.of("max_completion_tokens", "max_tokens")) {
      JsonNode value = body.path(field);
      if (value.isIntegralNumber()) {
        if (value.asInt() < 1) {
          throw new RefusedException("'" + field + "' must be at least 1.", field);
        }
        return value.asInt();
      }
    }
    return null;
  }

  private static List<String> stop(JsonNode stop) {
    return stop.isString()
        ? List.of(stop.stringValue())
        : stop.valueStream().map(text -> text.asString("")).toList();
  }
}
