package dev.signalbox.routing.run;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.ProblemCode;
import dev.signalbox.routing.conversation.MessageTokens;
import dev.signalbox.routing.model.ModelAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Ends a run: its answer, its state and its event become true together. */
final class CloseRun {

  private final TransactionTemplate transactions;
  private final MessageTokens tokens;
  private final Runs runs;
  private final RunEvents events;
  private final JsonMapper json;

  CloseRun(
      TransactionTemplate transactions,
      MessageTokens tokens,
      Runs runs,
      RunEvents events,
      JsonMapper json) {
    this.transactions = transactions;
    this.tokens = tokens;
    this.runs = runs;
    this.events = events;
    this.json = json;
  }

  /** False when the run had been given up as lost; then nothing is stored. */
  boolean answered(Answer answer, String causationId) {
    Routing routing = answer.routing();
    String outcome = json.writeValueAsString(answer);
    StoredAnswer stored =
        stored(routing, answer.answerId(), answer.content(), answer.usage().model(), false);
    return transactions.execute(
        status -> {
          if (!runs.complete(routing.runId(), outcome, stored)) {
            return false;
          }
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
    StoredAnswer partial = partial(attempt);
    transactions.executeWithoutResult(
        status -> {
          boolean ended =
              partial == null
                  ? runs.fail(receipt.runId(), reason.code())
                  : runs.fail(receipt.runId(), reason.code(), partial);
          if (ended) {
            events.failed(
                receipt,
                assigned.agent().id(),
                reason.code(),
                partial == null ? null : partial.messageId(),
                tried,
                assigned.eventId());
          }
        });
  }

  private @Nullable StoredAnswer partial(Attempt attempt) {
    String content = Text.storable(attempt.content());
    if (content.isEmpty()) {
      return null;
    }
    ModelAnswer who = attempt.who();
    return stored(
        attempt.assigned().routing(),
        IdKind.MESSAGE.next(),
        content,
        who == null ? "" : who.model(),
        true);
  }

  private StoredAnswer stored(
      Routing routing, String messageId, String content, String model, boolean incomplete) {
    return new StoredAnswer(
        messageId,
        content,
        tokens.stored(content),
        routing.agentId(),
        model.isEmpty() ? null : model,
        incomplete);
  }
}
