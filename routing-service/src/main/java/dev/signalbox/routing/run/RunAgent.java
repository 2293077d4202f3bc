package dev.signalbox.routing.run;

import dev.signalbox.routing.conversation.Message;
import dev.signalbox.routing.conversation.Messages;
import dev.signalbox.routing.model.AgentModel;
import dev.signalbox.routing.model.Cancellation;
import dev.signalbox.routing.model.ModelCall;
import dev.signalbox.routing.model.ModelException;
import dev.signalbox.routing.model.ModelFailure;
import dev.signalbox.routing.model.ModelGateway;
import dev.signalbox.routing.tool.PoolTools;
import dev.signalbox.routing.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;

/**
 * Has the chosen agent answer: prompt, history, message, and as many rounds of tools as are
 * allowed.
 */
final class RunAgent {

  private final ModelGateway models;
  private final Messages messages;
  private final PoolTools tools;
  private final RoutingProperties.History history;
  private final int maxToolRounds;

  RunAgent(
      ModelGateway models,
      Messages messages,
      PoolTools tools,
      RoutingProperties.History history,
      int maxToolRounds) {
    this.models = models;
    this.messages = messages;
    this.tools = tools;
    this.history = history;
    this.maxToolRounds = maxToolRounds;
  }

  /** The model's own account of an answer; the text has been handed on piece by piece. */
  record Outcome(String finishReason, long inputTokens, long outputTokens) {}

  AgentModel open(Receipt receipt, RouteMessage.Decided decided, Cancellation cancellation) {
    return models.open(
        new ModelCall(
            decided.models().model(),
            decided.models().fallbacks(),
            receipt.conversationId(),
            receipt.runId(),
            decided.agent().id(),
            decided.eventId()),
        cancellation);
  }

  /**
   * @throws ModelException when the model gives no answer, or not all of it
   */
  Outcome answer(
      AgentModel model,
      Ask ask,
      Receipt receipt,
      RouteMessage.Decided decided,
      AnswerListener listener,
      Consumer<String> onText) {
    List<org.springframework.ai.chat.messages.Message> prompt = prompt(ask, receipt, decided);
    PoolTools.Offer offer = tools.offer(decided.agent().mcpTools());
    long inputTokens = 0;
    long outputTokens = 0;
    for (int round = 0; round <= maxToolRounds; round++) {
      StringBuilder said = new StringBuilder();
      AgentModel.Turn turn =
          model.answer(
              prompt,
              offer.callbacks(),
              text -> {
                said.append(text);
                onText.accept(text);
              });
      inputTokens += turn.inputTokens();
      outputTokens += turn.outputTokens();
      if (turn.toolCalls().isEmpty()) {
        return new Outcome(turn.finishReason(), inputTokens, outputTokens);
      }
      prompt.add(
          AssistantMessage.builder().content(said.toString()).toolCalls(turn.toolCalls()).build());
      prompt.add(responses(turn.toolCalls(), offer, listener));
    }
    throw new ModelException(
        ModelFailure.TOO_MANY_TOOL_ROUNDS,
        "The model still asks for tools after " + maxToolRounds + " rounds of them.");
  }

  private List<org.springframework.ai.chat.messages.Message> prompt(
      Ask ask, Receipt receipt, RouteMessage.Decided decided) {
    List<org.springframework.ai.chat.messages.Message> prompt = new ArrayList<>();
    prompt.add(new SystemMessage(decided.agent().prompt()));
    for (Message earlier :
        messages.recent(
            receipt.conversationId(),
            receipt.position(),
            history.tokenLimit(),
            history.maxMessages())) {
      prompt.add(
          switch (earlier.role()) {
            case USER -> new UserMessage(earlier.content());
            case ASSISTANT -> new AssistantMessage(earlier.content());
          });
    }
    prompt.add(new UserMessage(ask.message()));
    return prompt;
  }

  private static ToolResponseMessage responses(
      List<AssistantMessage.ToolCall> calls, PoolTools.Offer offer, AnswerListener listener) {
    List<ToolResponseMessage.ToolResponse> responses = new ArrayList<>();
    for (AssistantMessage.ToolCall call : calls) {
      @Nullable Tool tool = offer.find(call.name());
      String server = tool == null ? "" : tool.server();
      String name = tool == null ? call.name() : tool.name();
      listener.toolCall(call.id(), server, name, PoolTools.arguments(call.arguments()));
      PoolTools.Result result =
          tool == null
              ? PoolTools.Result.failed("There is no tool of this name.")
              : tool.invoke(call.arguments());
      listener.toolResult(call.id(), server, name, result.error(), result.content());
      responses.add(new ToolResponseMessage.ToolResponse(call.id(), call.name(), result.content()));
    }
    return ToolResponseMessage.builder().responses(responses).build();
  }
}
