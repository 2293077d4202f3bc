package dev.signalbox.routing.run;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.observability.CurrentTrace;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.Role;
import dev.signalbox.routing.conversation.MessageTokens;
import dev.signalbox.routing.conversation.Owner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores a message with the run that will answer it, in one transaction, before anything else
 * happens. Only one run of a conversation goes on at a time, and messages that come meanwhile wait
 * in the order in which they came; the database sees to both, so any number of replicas may
 * receive.
 */
final class ReceiveMessage {

  /** As long as the platform keeps idempotency keys anywhere. */
  static final Duration KEYS_KEPT_FOR = Duration.ofHours(24);

  /** Everybody who waits was there first. */
  private static final long UNTICKETED = Long.MAX_VALUE;

  private final TransactionTemplate transactions;
  private final ReceivedMessages messages;
  private final MessageTokens messageTokens;
  private final Runs runs;
  private final RunEvents events;
  private final CloseLostRuns closeLostRuns;
  private final Line line;
  private final CurrentTrace trace;
  private final JsonMapper json;

  ReceiveMessage(
      TransactionTemplate transactions,
      ReceivedMessages messages,
      MessageTokens messageTokens,
      Runs runs,
      RunEvents events,
      CloseLostRuns closeLostRuns,
      Line line,
      CurrentTrace trace,
      JsonMapper json) {
    this.transactions = transactions;
    this.messages = messages;
    this.messageTokens = messageTokens;
    this.runs = runs;
    this.events = events;
    this.closeLostRuns = closeLostRuns;
    this.line = line;
    this.trace = trace;
    this.json = json;
  }

  /**
   * What came of the same request before, if it was sent before.
   *
   * @throws ProblemException when the key was used for another request, or the first is still being
   *     answered
   */
  Optional<Earlier> earlier(Ask ask) {
    Ask.Repeat repeat = ask.repeat();
    if (repeat == null) {
      return Optional.empty();
    }
    return runs.findRepeated(ask.caller().subject(), repeat.key(), KEYS_KEPT_FOR)
        .map(
            run -> {
              if (!run.digest().equals(repeat.digest())) {
                throw new ProblemException(
                    CommonProblem.IDEMPOTENCY_KEY_REUSED,
                    "The first request with this key was another one; use a new key");
              }
              String outcome = run.outcome();
              if (outcome == null) {
                throw new ProblemException(
                    CommonProblem.IDEMPOTENCY_KEY_IN_USE,
                    "The first request with this key is still being answered; try again later");
              }
              return run.status().equals("abstained")
                  ? new Earlier.Abstained(json.readValue(outcome, NoSuitableAgent.class))
                  : new Earlier.Answered(json.readValue(outcome, Answer.class));
            });
  }

  /**
   * Blocks until it is the message's turn in its conversation.
   *
   * @throws ProblemException {@code conversation_not_found}, or {@code conversation_busy} when too
   *     many messages of the conversation wait, or this one has waited too long
   */
  Receipt receive(Ask ask, String requestId, RunTimes.Measured measured) {
    int tokens = messageTokens.stored(ask.message());
    Receipt atOnce = tryStore(ask, tokens, requestId, UNTICKETED);
    if (atOnce != null) {
      return atOnce;
    }
    String conversationId =
        Objects.requireNonNull(ask.conversationId(), "Only then it is occupied");
    try (Line.Place place = line.join(conversationId)) {
      while (true) {
        measured.inLine(place::awaitTurn);
        Receipt receipt = tryStore(ask, tokens, requestId, place.ticket());
        if (receipt != null) {
          return receipt;
        }
      }
    }
  }

  /** Null if it is not the message's turn. */
  private @Nullable Receipt tryStore(Ask ask, int tokens, String requestId, long ticket) {
    String conversationId = ask.conversationId();
    List<Event> news = new ArrayList<>();
    if (conversationId == null) {
      conversationId = IdKind.CONVERSATION.next();
      news.add(events.started(conversationId, ask.caller()));
    }
    String messageId = IdKind.MESSAGE.next();
    String runId = IdKind.RUN.next();
    Event received =
        events.received(conversationId, messageId, runId, ask.message(), ask.complexity());
    news.add(received);
    ReceivedMessages.Incoming incoming =
        new ReceivedMessages.Incoming(
            ask,
            tokens,
            conversationId,
            messageId,
            runId,
            received.id(),
            requestId,
            trace.traceparent());
    try {
      return transactions.execute(status -> store(incoming, news, ticket)).orElse(null);
    } catch (DuplicateKeyException e) {
      if (String.valueOf(e.getMessage()).contains("runs_by_key")) {
        throw new ProblemException(
            CommonProblem.IDEMPOTENCY_KEY_IN_USE,
            "The first request with this key is still being answered; try again later",
            e);
      }
      // Another one was faster.
      return null;
    }
  }

  private Optional<Receipt> store(
      ReceivedMessages.Incoming incoming, List<Event> news, long ticket) {
    Ask ask = incoming.ask();
    if (ask.conversationId() == null) {
      messages.begin(incoming, Owner.of(ask.caller()));
      events.publish(news);
      return Optional.of(receipt(incoming, 1, null, null));
    }
    ReceivedMessages.Placed placed = goOn(incoming, ticket);
    if (placed.goingOn() == Runs.GoingOn.LOST_RUN) {
      closeLostRuns.inConversation(incoming.conversationId());
      placed = goOn(incoming, ticket);
    }
    Integer position = placed.position();
    if (position == null) {
      return Optional.empty();
    }
    events.publish(news);
    return Optional.of(receipt(incoming, position, placed.agentId(), placed.pinnedAgentId()));
  }

  private ReceivedMessages.Placed goOn(ReceivedMessages.Incoming incoming, long ticket) {
    Caller caller = incoming.ask().caller();
    return messages
        .goOn(incoming, caller.has(Role.ADMIN) ? null : Owner.of(caller), ticket)
        .orElseThrow(
            () ->
                new ProblemException(
                    RoutingProblem.CONVERSATION_NOT_FOUND,
                    "Leave out conversation_id to begin a conversation, or use one from GET /api/v1/conversations."));
  }

  private static Receipt receipt(
      ReceivedMessages.Incoming incoming,
      int position,
      @Nullable String agentId,
      @Nullable String pinnedAgentId) {
    return new Receipt(
        incoming.conversationId(),
        incoming.messageId(),
        incoming.runId(),
        position,
        incoming.eventId(),
        agentId,
        pinnedAgentId);
  }
}
