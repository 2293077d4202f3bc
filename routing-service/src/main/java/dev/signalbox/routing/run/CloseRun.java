package dev.signalbox.routing.run;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.ProblemCode;
import dev.signalbox.routing.conversation.Message;
import dev.signalbox.routing.conversation.MessageTokens;
import dev.signalbox.routing.conversation.Messages;
import dev.signalbox.routing.model.ModelAnswer;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Ends a run: its answer, its state and its event become true together. */
final class CloseRun {

  private final TransactionTemplate transactions;
  private final Messages messages;
  private final MessageTokens tokens;
  private final Runs runs;
  private final RunEvents events;
  private final JsonMapper json;

  CloseRun(
      TransactionTemplate transactions,
      Messages messages,
      MessageTokens tokens,
      Runs runs,
      RunEvents events,
      JsonMapper json) {
    this.transactions = transactions;
    this.messages = messages;
    this.tokens = tokens;
    this.runs = runs;
    this.events = events;
    this.json = json;
  }

  /** False when the run had been given up as lost; then nothing is stored. */
  boolean answered(Answer answer, String causationId) {
    Routing routing = answer.routing();
    int counted = tokens.stored(answer.content());
    return transactions.execute(
        status -> {
          if (!runs.complete(routing.runId(), json.writeValueAsString(answer))) {
            return false;
          }
          append(
              routing, answer.answerId(), answer.content(), counted, answer.usage().model(), false);
          events.answered(answer, causationId);
          return true;
        });
  }

  /**
   * A run that failed before an agent was at work on it.
   *
   * @param tried those who could not be
   */
  void failed(Receipt receipt, ProblemCode reason, List<Tried> tried) {
    transactions.executeWithoutResult(
        status -> {
          if (runs.fail(receipt.runId(), reason.code())) {
            events.failed(receipt, null, reason.code(), null, tried, receipt.eventId());
          }
        });
  }

  /**
   * A run that failed while it was being answered. What was answered is kept, marked incomplete.
   *
   * @param tried everybody who was to answer and did not
   */
  void failed(Receipt receipt, Attempt attempt, ProblemCode reason, List<Tried> tried) {
    Assigned assigned = attempt.assigned();
    String partial = Text.storable(attempt.content());
    int counted = tokens.stored(partial);
    transactions.executeWithoutResult(
        status -> {
          if (!runs.fail(receipt.runId(), reason.code())) {
            return;
          }
          String partialId = null;
          if (!partial.isEmpty()) {
            ModelAnswer who = attempt.who();
            partialId = IdKind.MESSAGE.next();
            append(
                assigned.routing(),
                partialId,
                partial,
                counted,
                who == null ? "" : who.model(),
                true);
          }
          events.failed(
              receipt, assigned.agent().id(), reason.code(), partialId, tried, assigned.eventId());
        });
  }

  private void append(
      Routing routing, String id, String content, int counted, String model, boolean incomplete) {
    messages.append(
        new Messages.Draft(
            id,
            routing.conversationId(),
            Message.Role.ASSISTANT,
            content,
            routing.runId(),
            routing.agentId(),
            model.isEmpty() ? null : model,
            incomplete,
            counted,
            null));
  }
}
