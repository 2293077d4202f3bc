package dev.signalbox.eventstore.projection.activity;

import dev.signalbox.eventstore.log.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Counts the events of a batch, one after the other. */
final class ActivityBatch {

  private static final int LONGEST_ID = 200;
  private static final long MOST_TOKENS = 1_000_000_000_000L;

  private final Map<String, OpenRun> runs;
  private final Set<String> changed = new HashSet<>();
  private final Map<AgentHour, Counts> counts = new TreeMap<>();

  /**
   * A batch.
   *
   * @param known the open runs among those of the events
   */
  ActivityBatch(Map<String, OpenRun> known) {
    this.runs = new HashMap<>(known);
  }

  void add(RecordedEvent event) {
    JsonNode data = event.data();
    String runId = runId(event);
    String agentId = text(data, "agent_id");
    Instant at = event.occurredAt();
    switch (event.type()) {
      case "signalbox.conversation.message-received.v1" -> open(runId, new OpenRun(null, at));
      case "signalbox.conversation.routed.v1" -> routed(runId, agentId, at);
      case "signalbox.conversation.answered.v1" -> answered(close(runId), agentId, at);
      case "signalbox.conversation.answer-failed.v1" -> failed(close(runId), agentId, at);
      case "signalbox.usage.recorded.v1" -> count(agentId, at, tokens(data.path("buckets")));
      default -> {
        // Other events of conversations are nobody's activity.
      }
    }
  }

  private void routed(@Nullable String runId, @Nullable String agentId, Instant at) {
    if (agentId == null) {
      close(runId); // Nobody was found who could answer.
      return;
    }
    OpenRun run = runId == null ? null : runs.get(runId);
    open(runId, new OpenRun(agentId, run == null ? null : run.receivedAt()));
    count(agentId, at, Counts.ROUTED);
  }

  private void answered(@Nullable OpenRun run, @Nullable String agentId, Instant at) {
    Instant receivedAt = run == null ? null : run.receivedAt();
    Counts answered =
        receivedAt == null || receivedAt.isAfter(at)
            ? Counts.ANSWERED
            : Counts.answeredAfter(Duration.between(receivedAt, at).toMillis());
    count(agentOf(run, agentId), at, answered);
  }

  private void failed(@Nullable OpenRun run, @Nullable String agentId, Instant at) {
    count(agentOf(run, agentId), at, Counts.FAILED);
  }

  private static @Nullable String agentOf(@Nullable OpenRun run, @Nullable String agentId) {
    return agentId == null && run != null ? run.agentId() : agentId;
  }

  private void count(@Nullable String agentId, Instant at, Counts more) {
    if (agentId != null) {
      counts.merge(new AgentHour(at.truncatedTo(ChronoUnit.HOURS), agentId), more, Counts::plus);
    }
  }

  private void open(@Nullable String runId, OpenRun run) {
    if (runId != null) {
      runs.put(runId, run);
      changed.add(runId);
    }
  }

  private @Nullable OpenRun close(@Nullable String runId) {
    if (runId == null) {
      return null;
    }
    changed.add(runId);
    return runs.remove(runId);
  }

  private static Counts tokens(JsonNode buckets) {
    long input = 0;
    long output = 0;
    for (Map.Entry<String, JsonNode> bucket : buckets.properties()) {
      JsonNode value = bucket.getValue();
      long tokens =
          value.isIntegralNumber() && value.canConvertToLong()
              ? Math.clamp(value.longValue(), 0, MOST_TOKENS)
              : 0;
      if (bucket.getKey().startsWith("input")) {
        input += tokens;
      } else if (bucket.getKey().startsWith("output")) {
        output += tokens;
      }
    }
    return Counts.tokens(input, output);
  }

  /** The runs that were opened or changed, by their ids; null for those that ended. */
  Map<String, @Nullable OpenRun> changedRuns() {
    Map<String, @Nullable OpenRun> result = new TreeMap<>();
    changed.forEach(id -> result.put(id, runs.get(id)));
    return result;
  }

  /** What is to be added, ordered, so that no two writers wait for each other. */
  Map<AgentHour, Counts> counts() {
    return counts;
  }

  static @Nullable String runId(RecordedEvent event) {
    return text(event.data(), "run_id");
  }

  private static @Nullable String text(JsonNode data, String field) {
    JsonNode value = data.path(field);
    return value.isString() && value.stringValue().length() <= LONGEST_ID
        ? value.stringValue()
        : null;
  }
}
