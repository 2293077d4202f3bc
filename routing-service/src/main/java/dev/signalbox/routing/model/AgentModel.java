package dev.signalbox.routing.model;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientAttributes;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.tool.ToolCallback;
import reactor.core.Exceptions;
import reactor.core.publisher.Signal;

/** The model of one run behind Spring AI's client. */
public final class AgentModel {

  /**
   * Pieces between the socket and the one who writes them on; Reactor's own hand-over adds as few.
   */
  private static final int PIECES_AHEAD = 32;

  private final StreamingChatModel model;
  private final ChatClient client;

  AgentModel(StreamingChatModel model) {
    this.model = model;
    this.client = ChatClient.create(model);
  }

  /**
   * How one turn of the model ended.
   *
   * @param toolCalls what the model wants called before it goes on; empty when it is done
   */
  public record Turn(
      List<AssistantMessage.ToolCall> toolCalls,
      String finishReason,
      int inputTokens,
      int outputTokens) {
    public Turn {
      toolCalls = List.copyOf(toolCalls);
    }

    static Turn begun() {
      return new Turn(List.of(), "stop", 0, 0);
    }

    /** What this is once a response has been read, whose text is handed on. */
    Turn after(ChatResponse response, Consumer<String> onText) {
      Generation result = response.getResult();
      if (result == null) {
        return this;
      }
      String text = result.getOutput().getText();
      if (text != null && !text.isEmpty()) {
        onText.accept(text);
      }
      String reason = result.getMetadata().getFinishReason();
      return reason == null
          ? this
          : new Turn(
              result.getOutput().getToolCalls(),
              reason,
              response.getMetadata().getUsage().getPromptTokens(),
              response.getMetadata().getUsage().getCompletionTokens());
    }
  }

  /**
   * Has the model answer. Tool calls are handed back, not made: the caller makes them on its own
   * thread, where the request's trace, token and deadline are.
   *
   * @throws ModelException when there is no answer or not all of it; what came before has been
   *     handed on
   */
  public Turn answer(List<Message> messages, List<ToolCallback> tools, Consumer<String> onText) {
    Iterator<Signal<ChatResponse>> responses =
        client
            .prompt()
            .messages(messages)
            .tools(tools.toArray())
            .advisors(
                spec ->
                    spec.param(
                        ChatClientAttributes.TOOL_CALLING_ADVISOR_AUTO_REGISTER.getKey(), false))
            .stream()
            .chatResponse()
            // An error as one more piece: the iterator alone would let it overtake what came
            // before.
            .materialize()
            .toIterable(PIECES_AHEAD)
            .iterator();
    try {
      return read(responses, onText);
    } finally {
      model.hangUp();
    }
  }

  private static Turn read(Iterator<Signal<ChatResponse>> responses, Consumer<String> onText) {
    Turn turn = Turn.begun();
    while (responses.hasNext()) {
      Signal<ChatResponse> signal = responses.next();
      if (signal.getThrowable() != null) {
        throw Exceptions.propagate(signal.getThrowable());
      }
      ChatResponse response = signal.get();
      if (response != null) {
        turn = turn.after(response, onText);
      }
    }
    return turn;
  }
}
