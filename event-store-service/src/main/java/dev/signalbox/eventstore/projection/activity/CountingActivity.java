package dev.signalbox.eventstore.projection.activity;

import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.projection.ProjectionHandler;
import dev.signalbox.eventstore.projection.ProjectionTarget;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Counts a batch in memory and adds it to the tables with one statement each. */
final class CountingActivity implements ProjectionHandler {

  private static final String KNOWN =
      "select run_id, agent_id, received_at from {agent_runs} where run_id = any (:runs)";

  private static final String CLOSE = "delete from {agent_runs} where run_id = any (:runs)";

  private static final String OPEN =
      """
      insert into {agent_runs} (run_id, agent_id, received_at)
      select * from unnest(:runs::text[], :agents::text[], :received::timestamptz[])
      on conflict (run_id) do update set agent_id = excluded.agent_id, received_at = excluded.received_at
      """;

  private static final String ADD =
      """
      insert into {agent_activity} as a (hour, agent_id, routed, answered, failed, durations, duration_ms,
                                         input_tokens, output_tokens)
      select * from unnest(:hours::timestamptz[], :agents::text[], :routed::bigint[], :answered::bigint[],
                           :failed::bigint[], :durations::bigint[], :duration_ms::bigint[],
                           :input_tokens::bigint[], :output_tokens::bigint[])
      on conflict (hour, agent_id) do update
         set routed = a.routed + excluded.routed, answered = a.answered + excluded.answered,
             failed = a.failed + excluded.failed, durations = a.durations + excluded.durations,
             duration_ms = a.duration_ms + excluded.duration_ms,
             input_tokens = a.input_tokens + excluded.input_tokens,
             output_tokens = a.output_tokens + excluded.output_tokens
      """;

  @Override
  public void apply(List<RecordedEvent> events, ProjectionTarget target) {
    ActivityBatch batch = new ActivityBatch(known(events, target));
    events.forEach(batch::add);
    keep(batch.changedRuns(), target);
    if (!batch.counts().isEmpty()) {
      add(batch.counts(), target);
    }
  }

  private static Map<String, OpenRun> known(List<RecordedEvent> events, ProjectionTarget target) {
    String[] ids =
        events.stream()
            .map(ActivityBatch::runId)
            .filter(Objects::nonNull)
            .distinct()
            .toArray(String[]::new);
    Map<String, OpenRun> known = new HashMap<>();
    target
        .sql(KNOWN)
        .param("runs", ids)
        .query(
            row -> {
              known.put(
                  row.getString("run_id"),
                  new OpenRun(
                      row.getString("agent_id"),
                      instant(row.getObject("received_at", OffsetDateTime.class))));
            });
    return known;
  }

  private static void keep(Map<String, @Nullable OpenRun> runs, ProjectionTarget target) {
    List<String> closed = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    List<@Nullable String> agents = new ArrayList<>();
    List<@Nullable String> received = new ArrayList<>();
    runs.forEach(
        (id, run) -> {
          if (run == null) {
            closed.add(id);
          } else {
            ids.add(id);
            agents.add(run.agentId());
            received.add(run.receivedAt() == null ? null : run.receivedAt().toString());
          }
        });
    if (!closed.isEmpty()) {
      target.sql(CLOSE).param("runs", closed.toArray(String[]::new)).update();
    }
    if (!ids.isEmpty()) {
      target
          .sql(OPEN)
          .param("runs", ids.toArray(String[]::new))
          .param("agents", agents.toArray(String[]::new))
          .param("received", received.toArray(String[]::new))
          .update();
    }
  }

  private static void add(Map<AgentHour, Counts> counts, ProjectionTarget target) {
    target
        .sql(ADD)
        .param(
            "hours",
            counts.keySet().stream()
                .map(AgentHour::hour)
                .map(Instant::toString)
                .toArray(String[]::new))
        .param("agents", counts.keySet().stream().map(AgentHour::agentId).toArray(String[]::new))
        .param("routed", figures(counts, Counts::routed))
        .param("answered", figures(counts, Counts::answered))
        .param("failed", figures(counts, Counts::failed))
        .param("durations", figures(counts, Counts::durations))
        .param("duration_ms", figures(counts, Counts::durationMs))
        .param("input_tokens", figures(counts, Counts::inputTokens))
        .param("output_tokens", figures(counts, Counts::outputTokens))
        .update();
  }

  private static Long[] figures(Map<AgentHour, Counts> counts, ToLongFunction<Counts> figure) {
    return counts.values().stream().map(figure::applyAsLong).toArray(Long[]::new);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.withOffsetSameInstant(ZoneOffset.UTC).toInstant();
  }
}
