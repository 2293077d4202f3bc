package dev.signalbox.registry.health.kafka;

import dev.signalbox.kit.event.ConsumedEvents;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.registry.health.WatchRuns;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Listens for runs that begin and end: what routing says of them on the topic of conversations.
 * Other events there say nothing of an agent.
 */
@Component
class RunListener {

  private static final String CONSUMER = "agent-health";

  private final Events events;
  private final ConsumedEvents consumed;
  private final WatchRuns watch;

  RunListener(Events events, ConsumedEvents consumed, WatchRuns watch) {
    this.events = events;
    this.consumed = consumed;
    this.watch = watch;
  }

  /** What matters here of all three kinds of events. */
  record Run(
      @Nullable String runId,
      @Nullable String conversationId,
      @Nullable String agentId,
      @Nullable String previousAgentId,
      @Nullable String reason) {}

  @KafkaListener(
      id = CONSUMER,
      idIsGroup = false,
      topics = Topics.CONVERSATIONS,
      groupId = "agent-registry-service",
      containerFactory = "eventListeners")
  void on(Event event) {
    switch (event.type()) {
      case "signalbox.conversation.routed.v1" -> consumed.once(CONSUMER, event, () -> began(event));
      case "signalbox.conversation.answered.v1" ->
          consumed.once(CONSUMER, event, () -> ended(event, false));
      case "signalbox.conversation.answer-failed.v1" ->
          consumed.once(CONSUMER, event, () -> ended(event, true));
      default -> {
        // Nothing that is learnt from here.
      }
    }
  }

  private void began(Event event) {
    Run run = events.read(event, Run.class);
    if (run.runId() == null || run.agentId() == null || run.conversationId() == null) {
      return;
    }
    watch.began(
        run.runId(),
        run.agentId(),
        run.conversationId(),
        run.previousAgentId() == null ? null : reason(run),
        event.time());
  }

  private void ended(Event event, boolean failed) {
    Run run = events.read(event, Run.class);
    if (run.runId() != null) {
      watch.ended(run.runId(), failed ? reason(run) : null, event.time());
    }
  }

  private static String reason(Run run) {
    return run.reason() == null ? "unknown" : run.reason();
  }
}
