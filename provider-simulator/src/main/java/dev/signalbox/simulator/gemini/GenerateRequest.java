package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.protocol.Inquiry;
import dev.signalbox.simulator.protocol.RefusedException;
import dev.signalbox.simulator.script.Conversation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what the simulator needs of a request; fields may be written in either case. */
final class GenerateRequest {

  private static final int MAX_CANDIDATES = 8;

  private GenerateRequest() {}

  static Inquiry of(ModelPath path, JsonNode body) {
    if (!body.isObject()) {
      throw new RefusedException("The body must be a JSON object.", null);
    }
    JsonNode contents = body.path("contents");
    if (!contents.isArray() || contents.isEmpty()) {
      throw new RefusedException("contents is not specified", "contents");
    }
    JsonNode config = field(body, "generationConfig", "generation_config");
    int candidates = field(config, "candidateCount", "candidate_count").asInt(1);
    if (candidates < 1 || candidates > MAX_CANDIDATES) {
      throw new RefusedException(
          "must be between 1 and " + MAX_CANDIDATES, "generation_config.candidate_count");
    }
    Conversation conversation = conversation(contents, body);
    String format = field(config, "responseMimeType", "response_mime_type").asString("");
    return new Inquiry(
        conversation.prompt(path.model(), format.equals("application/json")),
        conversation.tokens(),
        path.method().equals("streamGenerateContent"),
        maxTokens(field(config, "maxOutputTokens", "max_output_tokens")),
        field(config, "stopSequences", "stop_sequences")
            .valueStream()
            .map(text -> text.asString(""))
            .toList(),
        candidates);
  }

  private static Conversation conversation(JsonNode contents, JsonNode body) {
    Conversation conversation = new Conversation();
    JsonNode system = field(body, "systemInstruction", "system_instruction");
    if (!system.isMissingNode()) {
      conversation.instruction(ContentText.of(system));
    }
    for (JsonNode content : contents) {
      switch (content.path("role").asString("user")) {
        case "user", "function" -> addUser(content, conversation);
        case "model" -> conversation.assistant(said(content));
        default -> throw new RefusedException("Please use a valid role: user, model.", "contents");
      }
    }
    conversation.tools(body.path("tools"), toolsOffered(body));
    return conversation;
  }

  /** A content that brings results of functions is not the user speaking. */
  private static void addUser(JsonNode content, Conversation conversation) {
    List<String> results = new ArrayList<>();
    for (JsonNode part : content.path("parts")) {
      JsonNode result = field(part, "functionResponse", "function_response");
      if (!result.isMissingNode()) {
        results.add(text(result.path("response")));
      }
    }
    if (results.isEmpty()) {
      conversation.user(ContentText.of(content));
    } else {
      results.forEach(conversation::toolResult);
    }
  }

  /** The one text in a result, or the result as it is. */
  private static String text(JsonNode response) {
    if (response.size() == 1 && response.iterator().next().isString()) {
      return response.iterator().next().stringValue();
    }
    return response.toString();
  }

  private static List<String> said(JsonNode content) {
    List<String> parts = new ArrayList<>();
    parts.add(ContentText.of(content));
    for (JsonNode part : content.path("parts")) {
      JsonNode call = field(part, "functionCall", "function_call");
      if (!call.isMissingNode()) {
        parts.add(call.path("args").toString());
      }
    }
    return parts;
  }

  private static List<String> toolsOffered(JsonNode body) {
    JsonNode calling =
        field(
            field(body, "toolConfig", "tool_config"),
            "functionCallingConfig",
            "function_calling_config");
    return calling.path("mode").asString("").equals("NONE")
        ? List.of()
        : body.path("tools")
            .valueStream()
            .flatMap(
                tool -> field(tool, "functionDeclarations", "function_declarations").valueStream())
            .map(function -> function.path("name").asString(""))
            .toList();
  }

  private static @Nullable Integer maxTokens(JsonNode limit) {
    if (!limit.isIntegralNumber()) {
      return null;
    }
    if (limit.asInt() < 1) {
      throw new RefusedException("must be positive", "generation_config.max_output_tokens");
    }
    return limit.asInt();
  }

  private static JsonNode field(JsonNode object, String name, String otherName) {
    return object.has(name) ? object.get(name) : object.path(otherName);
  }
}
