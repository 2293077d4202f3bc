package dev.signalbox.routing.runner;

import dev.signalbox.routing.agent.AgentKind;
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
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;

/**
 * Runs agents here: prompt, history, message, and as many rounds of tools as are allowed, on the
 * platform's models.
 */
public final class BuiltInRunner implements AgentRunner {

  private final ModelGateway models;
  private final PoolTools tools;
  private final int maxToolRounds;

  public BuiltInRunner(ModelGateway models, PoolTools tools, int maxToolRounds) {
    this.models = models;
    this.tools = tools;
    this.maxToolRounds = maxToolRounds;
  }

  @Override
  public AgentKind kind() {
    return AgentKind.BUILT_IN;
  }

  @Override
  public Outcome run(Work work, Progress progress, Cancellation cancellation) {
    AgentModel model =
        models.open(
            new ModelCall(
                work.model(),
                work.fallbacks(),
                work.conversationId(),
                work.runId(),
                work.agent().id(),
                work.causationId()),
            progress::answering,
            cancellation);
    PoolTools.Offer offer = tools.offer(work.agent().mcpTools());
    List<Message> prompt = PromptMessages.of(work.agent().prompt(), notes(offer), work);
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
                progress.text(text);
              });
      inputTokens += turn.inputTokens();
      outputTokens += turn.outputTokens();
      if (turn.toolCalls().isEmpty()) {
        return new Outcome(turn.finishReason(), inputTokens, outputTokens, offer.missing());
      }
      prompt.add(
          AssistantMessage.builder().content(said.toString()).toolCalls(turn.toolCalls()).build());
      prompt.add(responses(turn.toolCalls(), offer, progress));
    }
    throw new ModelException(
        ModelFailure.TOO_MANY_TOOL_ROUNDS,
        "The model still asks for tools after " + maxToolRounds + " rounds of them.");
  }

  /** A model that is not told makes up what a tool would have said. */
  private static List<String> notes(PoolTools.Offer offer) {
    return offer.missing().isEmpty()
        ? List.of()
        : List.of(
            "These of your tools are not available at the moment: %s. Do without them, and say so where it matters."
                .formatted(String.join(", ", offer.missing())));
  }

  private static ToolResponseMessage responses(
      List<AssistantMessage.ToolCall> calls, PoolTools.Offer offer, Progress progress) {
    List<ToolResponseMessage.ToolResponse> responses = new ArrayList<>();
    for (AssistantMessage.ToolCall call : calls) {
      @Nullable Tool tool = offer.find(call.name());
      String server = tool == null ? "" : tool.server();
      String name = tool == null ? call.name() : tool.name();
      progress.toolCall(call.id(), server, name, PoolTools.arguments(call.arguments()));
      PoolTools.Result result =
          tool == null
              ? PoolTools.Result.failed("There is no tool of this name.")
              : tool.invoke(call.arguments());
      progress.toolResult(call.id(), server, name, result.error(), result.content());
      responses.add(new ToolResponseMessage.ToolResponse(call.id(), call.name(), result.content()));
    }
    return ToolResponseMessage.builder().responses(responses).build();
  }
}
