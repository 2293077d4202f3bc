package dev.signalbox.routing.run;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.routing.decision.Candidate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says in events what becomes of a message; each call belongs to the transaction that makes it
 * true.
 */
final class RunEvents {

  /** A longer text is in the event only as far as this; the whole is in the conversation. */
  private static final int MAX_TEXT = 16_384;

  private final Events events;
  private final Outbox outbox;

  RunEvents(Events events, Outbox outbox) {
    this.events = events;
    this.outbox = outbox;
  }

  private record Started(
      String conversationId, String keyId, @Nullable String user, @Nullable String team) {}

  private record Received(
      String conversationId,
      String messageId,
      String runId,
      String text,
      boolean textCut,
      String complexity) {}

  private record Routed(
      String conversationId,
      String messageId,
      String runId,
      String decision,
      @Nullable String basis,
      @Nullable String agentId,
      double confidence,
      List<Candidate> candidates,
      @Nullable String complexity,
      @Nullable String model,
      @Nullable String previousAgentId,
      @Nullable String reason,
      @Nullable String takenOverFrom) {}

  private record Answered(
      String conversationId,
      String messageId,
      String answerId,
      String runId,
      String agentId,
      String provider,
      String model,
      boolean simulated,
      long inputTokens,
      long outputTokens,
      @Nullable String costUsd,
      String finishReason,
      List<String> attemptIds,
      String text,
      boolean textCut) {}

  private record Failed(
      String conversationId,
      String messageId,
      String runId,
      @Nullable String agentId,
      String reason,
      @Nullable String partialAnswerId,
      List<Tried> tried) {}

  Event started(String conversationId, Caller caller) {
    String key = caller.keyId() == null ? caller.subject() : caller.keyId();
    return event(
        conversationId,
        "started",
        new Started(conversationId, key, caller.user(), caller.team()),
        null);
  }

  /** Makes the event, whose id the run needs before it can be stored. */
  Event received(
      String conversationId, String messageId, String runId, String text, Complexity complexity) {
    return event(
        conversationId,
        "message-received",
        new Received(conversationId, messageId, runId, cut(text), isCut(text), complexity.code()),
        null);
  }

  void publish(List<Event> news) {
    outbox.publishAll(Topics.CONVERSATIONS, news);
  }

  void publish(String conversationId, Event event) {
    outbox.publish(Topics.CONVERSATIONS, subject(conversationId), event);
  }

  /** Makes the event, whose id the run needs. */
  Event routed(Receipt receipt, Routing routing) {
    return event(
        receipt.conversationId(),
        "routed",
        new Routed(
            receipt.conversationId(),
            receipt.messageId(),
            receipt.runId(),
            routing.decision(),
            routing.basis(),
            routing.agentId(),
            routing.confidence(),
            routing.candidates(),
            routing.complexity(),
            routing.model(),
            routing.previousAgentId(),
            routing.reason(),
            routing.takenOverFrom()),
        receipt.eventId());
  }

  void abstained(Receipt receipt, double confidence, List<Candidate> candidates) {
    publish(
        receipt.conversationId(),
        "routed",
        new Routed(
            receipt.conversationId(),
            receipt.messageId(),
            receipt.runId(),
            "abstained",
            null,
            null,
            confidence,
            candidates,
            null,
            null,
            null,
            null,
            null),
        receipt.eventId());
  }

  /**
   * @param causationId the event the answer follows from: the last attempt's usage, or else the
   *     decision
   */
  void answered(Answer answer, String causationId) {
    Routing routing = answer.routing();
    Usage usage = answer.usage();
    publish(
        routing.conversationId(),
        "answered",
        new Answered(
            routing.conversationId(),
            routing.messageId(),
            answer.answerId(),
            routing.runId(),
            routing.agentId(),
            usage.provider(),
            usage.model(),
            usage.simulated(),
            usage.inputTokens(),
            usage.outputTokens(),
            usage.costUsd() == null ? null : usage.costUsd().toString(),
            answer.finishReason(),
            usage.attempts().stream().map(Usage.Attempt::attemptId).toList(),
            cut(answer.content()),
            isCut(answer.content())),
        causationId);
  }

  void failed(
      Receipt receipt,
      @Nullable String agentId,
      String reason,
      @Nullable String partialAnswerId,
      List<Tried> tried,
      String causationId) {
    publish(
        receipt.conversationId(),
        "answer-failed",
        new Failed(
            receipt.conversationId(),
            receipt.messageId(),
            receipt.runId(),
            agentId,
            reason,
            partialAnswerId,
            tried),
        causationId);
  }

  /**
   * The failure of a run whose process is gone, under the trace of the message and not of the one
   * who cleans up.
   */
  void lost(Runs.Lost run, String reason) {
    Event event =
        event(
            run.conversationId(),
            "answer-failed",
            new Failed(
                run.conversationId(),
                run.messageId(),
                run.runId(),
                run.agentId(),
                reason,
                null,
                List.of()),
            run.lastEventId());
    publish(
        run.conversationId(),
        new Event(
            event.id(),
            event.source(),
            event.subject(),
            event.type(),
            event.time(),
            run.traceparent() == null ? event.traceparent() : run.traceparent(),
            event.causationId(),
            event.data()));
  }

  private String publish(
      String conversationId, String what, Object data, @Nullable String causationId) {
    Event event = event(conversationId, what, data, causationId);
    publish(conversationId, event);
    return event.id();
  }

  private Event event(
      String conversationId, String what, Object data, @Nullable String causationId) {
    return events.create(
        "signalbox.conversation." + what + ".v1", subject(conversationId), data, causationId);
  }

  private static String subject(String conversationId) {
    return "conversation/" + conversationId;
  }

  private static boolean isCut(String text) {
    return text.length() > MAX_TEXT;
  }

  private static String cut(String text) {
    if (!isCut(text)) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
    return text.substring(0, end);
  }
}
