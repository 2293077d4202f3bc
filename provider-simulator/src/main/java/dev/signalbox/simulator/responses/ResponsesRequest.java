package dev.signalbox.simulator.responses;

import dev.signalbox.simulator.openai.MessageText;
import dev.signalbox.simulator.protocol.Inquiry;
import dev.signalbox.simulator.protocol.RefusedException;
import dev.signalbox.simulator.script.Conversation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the simulator needs of a request.
 *
 * @param body of which the response repeats a part
 */
record ResponsesRequest(Inquiry inquiry, JsonNode body) {

  static ResponsesRequest of(JsonNode body) {
    if (!body.isObject()) {
      throw new RefusedException("The body must be a JSON object.", null);
    }
    JsonNode model = body.path("model");
    if (!model.isString() || model.stringValue().isBlank()) {
      throw new RefusedException("Missing required parameter: 'model'.", "model");
    }
    JsonNode input = body.path("input");
    if (!input.isString() && (!input.isArray() || input.isEmpty())) {
      throw new RefusedException("Missing required parameter: 'input'.", "input");
    }
    Conversation conversation = conversation(input, body);
    String format = body.path("text").path("format").path("type").asString("text");
    return new ResponsesRequest(
        new Inquiry(
            conversation.prompt(model.stringValue(), format.startsWith("json_")),
            conversation.tokens(),
            body.path("stream").asBoolean(false),
            maxTokens(body.path("max_output_tokens")),
            List.of(),
            1),
        body);
  }

  /** Whether deltas are padded to a length that does not tell theirs. */
  boolean obfuscated() {
    return body.path("stream_options").path("include_obfuscation").asBoolean(true);
  }

  boolean withEncryptedReasoning() {
    return body.path("include")
        .valueStream()
        .anyMatch(included -> included.asString("").equals("reasoning.encrypted_content"));
  }

  private static Conversation conversation(JsonNode input, JsonNode body) {
    Conversation conversation = new Conversation();
    if (body.path("instructions").isString()) {
      conversation.instruction(body.path("instructions").stringValue());
    }
    if (input.isString()) {
      conversation.user(input.stringValue());
    } else {
      input.forEach(item -> add(item, conversation));
    }
    conversation.tools(body.path("tools"), toolsOffered(body));
    return conversation;
  }

  private static void add(JsonNode item, Conversation conversation) {
    switch (item.path("type").asString("message")) {
      case "message" -> addMessage(item, conversation);
      case "function_call" -> conversation.assistant(List.of(item.path("arguments").asString("")));
      case "reasoning" -> conversation.assistant(List.of());
      case "function_call_output" -> conversation.toolResult(MessageText.of(item.path("output")));
      default -> {
        // Items of built-in tools and references say nothing to the simulator.
      }
    }
  }

  private static void addMessage(JsonNode item, Conversation conversation) {
    String text = MessageText.of(item.path("content"));
    switch (item.path("role").asString("")) {
      case "system", "developer" -> conversation.instruction(text);
      case "user" -> conversation.user(text);
      case "assistant" -> conversation.assistant(List.of(text));
      default -> throw new RefusedException("Invalid value for 'role'.", "input");
    }
  }

  private static List<String> toolsOffered(JsonNode body) {
    return body.path("tool_choice").asString("").equals("none")
        ? List.of()
        : body.path("tools")
            .valueStream()
            .filter(tool -> tool.path("type").asString("").equals("function"))
            .map(tool -> tool.path("name").asString(""))
            .toList();
  }

  private static @Nullable Integer maxTokens(JsonNode limit) {
    if (!limit.isIntegralNumber()) {
      return null;
    }
    if (limit.asInt() < 1) {
      throw new RefusedException("'max_output_tokens' must be at least 1.", "max_output_tokens");
    }
    return limit.asInt();
  }
}
