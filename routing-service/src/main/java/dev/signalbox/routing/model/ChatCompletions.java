package dev.signalbox.routing.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OpenAI's chat completions as they go over the wire, whoever serves them. */
public final class ChatCompletions {

  private final JsonMapper json;
  private final ChatRequestBody bodies;
  private final int maxAnswerCharacters;

  /**
   * @param maxAnswerCharacters how long an answer may be
   */
  public ChatCompletions(JsonMapper json, int maxAnswerCharacters) {
    this.json = json;
    this.bodies = new ChatRequestBody(json);
    this.maxAnswerCharacters = maxAnswerCharacters;
  }

  /** A request for a stream. */
  public byte[] request(List<Message> messages, String model) {
    return bodies.of(new Prompt(messages), model);
  }

  /**
   * Reads a stream to its end and hands its text on.
   *
   * @throws ModelException when it tells of a failure, ends early or is too long
   */
  public AgentModel.Turn readStream(InputStream body, String model, Consumer<String> onText)
      throws IOException {
    ChunkReader chunks =
        new ChunkReader(body, json, new ModelAnswer("", model, false), maxAnswerCharacters);
    AgentModel.Turn turn = AgentModel.Turn.begun();
    for (ChatResponse next = chunks.next(); next != null; next = chunks.next()) {
      turn = turn.after(next, onText);
    }
    return turn;
  }

  /**
   * Reads an answer that is no stream, from one who knows of none.
   *
   * @throws ModelException when it is no answer
   */
  public AgentModel.Turn readWhole(byte[] body, Consumer<String> onText) {
    JsonNode answer;
    try {
      answer = json.readTree(body);
    } catch (JacksonException e) {
      throw unreadable(e);
    }
    if (answer.path("error").isObject()) {
      throw ModelErrors.inStream(answer.path("error"));
    }
    JsonNode choice = answer.path("choices").path(0);
    JsonNode content = choice.path("message").path("content");
    if (!content.isString()) {
      throw unreadable(null);
    }
    if (!content.stringValue().isEmpty()) {
      onText.accept(content.stringValue());
    }
    return new AgentModel.Turn(
        List.of(),
        choice.path("finish_reason").asString("stop"),
        answer.path("usage").path("prompt_tokens").asInt(0),
        answer.path("usage").path("completion_tokens").asInt(0));
  }

  private static ModelException unreadable(@Nullable Exception cause) {
    return new ModelException(
        ModelFailure.PROVIDER_ERROR, "The model's answer is not well-formed.", cause);
  }
}
