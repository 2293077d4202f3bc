package dev.signalbox.routing.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a prompt as the body of an OpenAI chat completion request that streams and reports its
 * usage.
 */
final class ChatRequestBody {

  private final JsonMapper json;

  ChatRequestBody(JsonMapper json) {
    this.json = json;
  }

  byte[] of(Prompt prompt, String model) {
    ObjectNode body = json.createObjectNode();
    body.put("model", model);
    body.put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    ArrayNode messages = body.putArray("messages");
    prompt.getInstructions().forEach(message -> add(messages, message));
    if (prompt.getOptions() instanceof ToolCallingChatOptions options) {
      addTools(body, options.getToolCallbacks());
    }
    return json.writeValueAsBytes(body);
  }

  private static void add(ArrayNode messages, Message message) {
    switch (message.getMessageType()) {
      case SYSTEM -> plain(messages, "system", message);
      case USER -> plain(messages, "user", message);
      case ASSISTANT -> assistant(messages, (AssistantMessage) message);
      case TOOL -> toolResponses(messages, (ToolResponseMessage) message);
    }
  }

  private static void plain(ArrayNode messages, String role, Message message) {
    messages.addObject().put("role", role).put("content", message.getText());
  }

  private static void assistant(ArrayNode messages, AssistantMessage message) {
    ObjectNode node =
        messages.addObject().put("role", "assistant").put("content", message.getText());
    if (message.hasToolCalls()) {
      ArrayNode calls = node.putArray("tool_calls");
      for (AssistantMessage.ToolCall call : message.getToolCalls()) {
        calls
            .addObject()
            .put("id", call.id())
            .put("type", "function")
            .putObject("function")
            .put("name", call.name())
            .put("arguments", call.arguments());
      }
    }
  }

  private static void toolResponses(ArrayNode messages, ToolResponseMessage message) {
    for (ToolResponseMessage.ToolResponse response : message.getResponses()) {
      messages
          .addObject()
          .put("role", "tool")
          .put("tool_call_id", response.id())
          .put("content", response.responseData());
    }
  }

  private void addTools(ObjectNode body, @Nullable List<ToolCallback> callbacks) {
    if (callbacks == null || callbacks.isEmpty()) {
      return;
    }
    ArrayNode tools = body.putArray("tools");
    for (ToolCallback callback : callbacks) {
      ToolDefinition definition = callback.getToolDefinition();
      ObjectNode function = tools.addObject().put("type", "function").putObject("function");
      function.put("name", definition.name());
      function.put("description", definition.description());
      function.set("parameters", json.readTree(definition.inputSchema()));
    }
  }
}
