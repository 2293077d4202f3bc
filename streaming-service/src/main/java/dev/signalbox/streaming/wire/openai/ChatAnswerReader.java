package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.sse.SseEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what concerns us in answers, which are relayed as they are. */
public final class ChatAnswerReader {

  private final JsonMapper json;

  public ChatAnswerReader(JsonMapper json) {
    this.json = json;
  }

  /** One event of a streamed answer. */
  public ChatChunk chunk(SseEvent event) {
    String data = event.data();
    if (data == null) {
      return new ChatChunk.Silent();
    }
    if (data.strip().equals("[DONE]")) {
      return new ChatChunk.Done();
    }
    return chunk(data);
  }

  private ChatChunk chunk(String data) {
    JsonNode chunk;
    try {
      chunk = json.readTree(data);
    } catch (JacksonException e) {
      return new ChatChunk.Malformed();
    }
    if (!chunk.isObject()) {
      return new ChatChunk.Malformed();
    }
    if (chunk.hasNonNull("error")) {
      return new ChatChunk.Failed(message(chunk.path("error")));
    }
    int characters = 0;
    boolean output = false;
    boolean finished = false;
    for (JsonNode choice : chunk.path("choices")) {
      JsonNode delta = choice.path("delta");
      int textual = outputCharacters(delta);
      characters += textual;
      output |= textual > 0 || !delta.path("tool_calls").isEmpty() || delta.hasNonNull("audio");
      finished |= choice.hasNonNull("finish_reason");
    }
    JsonNode usage = chunk.path("usage").isObject() ? chunk.path("usage") : null;
    boolean usageOnly = usage != null && chunk.path("choices").isEmpty();
    return new ChatChunk.Part(characters, output, finished, usageOnly, usage);
  }

  /** A whole answer, {@link ChatChunk.Malformed} when it is not JSON. */
  public ChatChunk whole(byte[] body) {
    JsonNode answer;
    try {
      answer = json.readTree(body);
    } catch (JacksonException e) {
      return new ChatChunk.Malformed();
    }
    if (answer.hasNonNull("error")) {
      return new ChatChunk.Failed(message(answer.path("error")));
    }
    if (!answer.path("choices").isArray()) {
      return new ChatChunk.Malformed();
    }
    int characters = 0;
    for (JsonNode choice : answer.path("choices")) {
      characters += outputCharacters(choice.path("message"));
    }
    JsonNode usage = answer.path("usage").isObject() ? answer.path("usage") : null;
    return new ChatChunk.Part(characters, true, true, false, usage);
  }

  /** What an error body says, null when it is not the protocol's error object. */
  public @Nullable String errorMessage(byte[] body) {
    try {
      JsonNode error = json.readTree(body).path("error");
      return error.isObject() || error.isString() ? message(error) : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static String message(JsonNode error) {
    return error.isString() ? error.stringValue() : error.path("message").asString("");
  }

  private static int outputCharacters(JsonNode message) {
    int characters = length(message.path("content")) + length(message.path("refusal"));
    characters += length(message.path("reasoning_content")) + length(message.path("reasoning"));
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      characters += length(function.path("name")) + length(function.path("arguments"));
    }
    return characters;
  }

  private static int length(JsonNode text) {
    return text.isString() ? text.stringValue().length() : 0;
  }
}
