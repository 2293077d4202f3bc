package dev.signalbox.routing.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.metadata.EmptyUsage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns OpenAI's {@code chat.completion.chunk} events into Spring AI responses: one for each piece
 * of text, and a last one, always, with the finish reason, the usage and the tool calls.
 */
final class ChunkReader {

  private final ServerSentEvents events;
  private final JsonMapper json;
  private final ModelAnswer answer;
  private final int maxCharacters;
  private final ToolCallAssembly toolCalls;
  private Usage usage = new EmptyUsage();
  private String finishReason = "";
  private int characters;
  private boolean ended;

  /**
   * @param maxCharacters how long the text of an answer may be
   */
  ChunkReader(InputStream body, JsonMapper json, ModelAnswer answer, int maxCharacters) {
    this.events = new ServerSentEvents(body, 1_048_576);
    this.json = json;
    this.answer = answer;
    this.maxCharacters = maxCharacters;
    this.toolCalls = new ToolCallAssembly(maxCharacters);
  }

  /** The next response; null after the last. */
  @Nullable ChatResponse next() throws IOException {
    while (!ended) {
      ServerSentEvents.Event event = events.next();
      if (event == null) {
        throw new ModelException(
            ModelFailure.ANSWER_CUT_OFF, "The model's answer ended in the middle.");
      }
      String data = event.data();
      if (data.equals("[DONE]")) {
        ended = true;
        return last();
      }
      String text = read(parse(data));
      if (!text.isEmpty()) {
        return response(
            AssistantMessage.builder().content(text).build(),
            ChatGenerationMetadata.NULL,
            new EmptyUsage());
      }
    }
    return null;
  }

  private JsonNode parse(String data) {
    try {
      return json.readTree(data);
    } catch (JacksonException e) {
      throw new ModelException(
          ModelFailure.PROVIDER_ERROR, "The model's answer is not well-formed.", e);
    }
  }

  private String read(JsonNode chunk) {
    if (chunk.path("error").isObject()) {
      throw ModelErrors.inStream(chunk.path("error"));
    }
    if (chunk.path("usage").isObject()) {
      usage =
          new DefaultUsage(
              chunk.path("usage").path("prompt_tokens").asInt(0),
              chunk.path("usage").path("completion_tokens").asInt(0));
    }
    JsonNode choice = chunk.path("choices").path(0);
    finishReason = choice.path("finish_reason").asString(finishReason);
    JsonNode delta = choice.path("delta");
    if (delta.path("tool_calls").isArray()) {
      toolCalls.add(delta.path("tool_calls"));
    }
    String text = delta.path("content").asString("");
    characters += text.length();
    if (characters > maxCharacters) {
      throw new ModelException(
          ModelFailure.ANSWER_TOO_LONG,
          "The answer is longer than " + maxCharacters + " characters.");
    }
    return text;
  }

  private ChatResponse last() {
    AssistantMessage message =
        AssistantMessage.builder().content("").toolCalls(toolCalls.calls()).build();
    return response(
        message,
        ChatGenerationMetadata.builder()
            .finishReason(finishReason.isEmpty() ? "stop" : finishReason)
            .build(),
        usage);
  }

  private ChatResponse response(
      AssistantMessage message, ChatGenerationMetadata generation, Usage used) {
    return new ChatResponse(
        List.of(new Generation(message, generation)),
        ChatResponseMetadata.builder().model(answer.model()).usage(used).build());
  }
}
