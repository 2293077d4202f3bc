package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.script.Prompt;
import dev.signalbox.simulator.script.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the simulator needs of a chat completion request.
 *
 * @param maxTokens null for no limit
 * @param choices how many answers to give
 */
record ChatRequest(
    Prompt prompt,
    boolean stream,
    boolean includeUsage,
    @Nullable Integer maxTokens,
    List<String> stop,
    int choices,
    int promptTokens) {

  private static final int MAX_CHOICES = 16;

  static ChatRequest of(JsonNode body) {
    if (!body.isObject()) {
      throw ApiException.invalid("The body must be a JSON object.", null);
    }
    JsonNode model = body.path("model");
    if (!model.isString() || model.stringValue().isBlank()) {
      throw ApiException.invalid("you must provide a model parameter", "model");
    }
    JsonNode messages = body.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw ApiException.invalid("'messages' must be a non-empty array.", "messages");
    }
    int choices = body.path("n").asInt(1);
    if (choices < 1 || choices > MAX_CHOICES) {
      throw ApiException.invalid("'n' must be between 1 and " + MAX_CHOICES + ".", "n");
    }
    return new ChatRequest(
        prompt(model.stringValue(), messages, body),
        body.path("stream").asBoolean(false),
        body.path("stream_options").path("include_usage").asBoolean(false),
        maxTokens(body),
        stop(body.path("stop")),
        choices,
        promptTokens(messages, body.path("tools")));
  }

  private static Prompt prompt(String model, JsonNode messages, JsonNode body) {
    List<String> instructions = new ArrayList<>();
    List<String> toolResults = new ArrayList<>();
    String lastUserText = "";
    int userMessages = 0;
    int answersSoFar = 0;
    for (JsonNode message : messages) {
      String text = text(message.path("content"));
      switch (message.path("role").asString("")) {
        case "system", "developer" -> instructions.add(text);
        case "user" -> {
          lastUserText = text;
          userMessages++;
          answersSoFar = 0;
          toolResults.clear();
        }
        case "assistant" -> answersSoFar++;
        case "tool", "function" -> toolResults.add(text);
        default -> throw ApiException.invalid("A message has an unknown role.", "messages");
      }
    }
    String format = body.path("response_format").path("type").asString("text");
    return new Prompt(
        model,
        String.join("\n", instructions),
        lastUserText,
        userMessages,
        answersSoFar,
        List.copyOf(toolResults),
        toolsOffered(body),
        format.equals("json_object") || format.equals("json_schema"));
  }

  private static List<String> toolsOffered(JsonNode body) {
    if (body.path("tool_choice").asString("").equals("none")) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (JsonNode tool : body.path("tools")) {
      names.add(tool.path("function").path("name").asString(""));
    }
    return List.copyOf(names);
  }

  /** Text of a message: a string, or the text parts of an array. */
  private static String text(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.path("text").asString(""));
    }
    return text.toString();
  }

  private static @Nullable Integer maxTokens(JsonNode body) {
    for (String field : List.of("max_completion_tokens", "max_tokens")) {
      JsonNode value = body.path(field);
      if (value.isIntegralNumber()) {
        if (value.asInt() < 1) {
          throw ApiException.invalid("'" + field + "' must be at least 1.", field);
        }
        return value.asInt();
      }
    }
    return null;
  }

  private static List<String> stop(JsonNode stop) {
    if (stop.isString()) {
      return List.of(stop.stringValue());
    }
    List<String> stops = new ArrayList<>();
    stop.forEach(text -> stops.add(text.asString("")));
    return List.copyOf(stops);
  }

  private static int promptTokens(JsonNode messages, JsonNode tools) {
    int tokens = Tokens.PER_REQUEST;
    for (JsonNode message : messages) {
      tokens += Tokens.PER_MESSAGE + Tokens.count(text(message.path("content")));
      for (JsonNode call : message.path("tool_calls")) {
        tokens += Tokens.count(call.path("function").path("arguments").asString(""));
      }
    }
    return tokens + (tools.isArray() ? Tokens.count(tools.toString()) : 0);
  }
}
