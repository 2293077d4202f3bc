package dev.signalbox.registry.health.kafka;

import dev.signalbox.kit.event.ConsumedEvents;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.kafka.EventBatches;
import dev.signalbox.registry.health.RunChange;
import dev.signalbox.registry.health.WatchRuns;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
  private static final String ROUTED = "signalbox.conversation.routed.v1";
  private static final String ANSWERED = "signalbox.conversation.answered.v1";
  private static final String FAILED = "signalbox.conversation.answer-failed.v1";

  private final Events events;
  private final ConsumedEvents consumed;
  private final WatchRuns watch;
  private final EventBatches batches;

  RunListener(Events events, EventFormat format, ConsumedEvents consumed, WatchRuns watch) {
    this.events = events;
    this.consumed = consumed;
    this.watch = watch;
    this.batches = new EventBatches(format, this::take);
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
      containerFactory = "recordListeners",
      batch = "true")
  void on(List<ConsumerRecord<byte[], byte @Nullable []>> records) {
    batches.take(records);
  }

  private void take(List<Event> told) {
    List<Event> ofRuns = told.stream().filter(RunListener::isOfARun).toList();
    if (!ofRuns.isEmpty()) {
      consumed.onceEach(
          CONSUMER,
          ofRuns,
          unseen -> watch.learn(unseen.stream().flatMap(event -> change(event).stream()).toList()));
    }
  }

  private static boolean isOfARun(Event event) {
    return switch (event.type()) {
      case ROUTED, ANSWERED, FAILED -> true;
      default -> false;
    };
  }

  private Optional<RunChange> change(Event event) {
    Run run = events.read(event, Run.class);
    if (run.runId() == null) {
      return Optional.empty();
    }
    return switch (event.type()) {
      case ROUTED -> began(run, run.runId(), event.time());
      case ANSWERED -> Optional.of(new RunChange.Ended(run.runId(), null, event.time()));
      default -> Optional.of(new RunChange.Ended(run.runId(), reason(run), event.time()));
    };
  }

  private static Optional<RunChange> began(Run run, String runId, Instant at) {
    if (run.agentId() == null || run.conversationId() == null) {
      return Optional.empty();
    }
    String failure = run.previousAgentId() == null ? null : reason(run);
    return Optional.of(
        new RunChange.Began(runId, run.agentId(), run.conversationId(), failure, at));
  }

  private static String reason(Run run) {
    return run.reason() == null ? "unknown" : run.reason();
  }
}
