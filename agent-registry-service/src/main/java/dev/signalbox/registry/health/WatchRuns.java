package dev.signalbox.registry.health;

import dev.signalbox.registry.health.OpenRuns.OpenRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Learns from real traffic how agents do. */
@Service
public class WatchRuns {

  /** Ways in which a run ends that say nothing of the agent. */
  private static final Set<String> NOT_THE_AGENTS_FAULT =
      Set.of("client_gone", "run_lost", "deadline_exceeded", "budget_exhausted");

  private static final int LONGEST_REASON = 100;

  private final OpenRuns runs;
  private final NoteHealth note;

  WatchRuns(OpenRuns runs, NoteHealth note) {
    this.runs = runs;
    this.note = note;
  }

  /** Learns what became of runs, in this order; with the caller's transaction. */
  public void learn(List<RunChange> changes) {
    List<Observation> seen = new ArrayList<>();
    for (RunChange change : changes) {
      switch (change) {
        case RunChange.Began(var runId, var agentId, var conversation, var failure, var at) -> {
          if (failure != null) {
            ended(runId, failure, at).ifPresent(seen::add);
          }
          runs.open(runId, agentId, conversation, at);
        }
        case RunChange.Ended(var runId, var failure, var at) ->
            ended(runId, failure, at).ifPresent(seen::add);
      }
    }
    note.note(seen);
  }

  private Optional<Observation> ended(String runId, @Nullable String failure, Instant at) {
    Optional<OpenRun> run = runs.close(runId);
    if (failure != null && NOT_THE_AGENTS_FAULT.contains(failure)) {
      return Optional.empty();
    }
    return run.map(open -> observation(open, failure, at));
  }

  private static Observation observation(OpenRun run, @Nullable String failure, Instant at) {
    Duration took = Duration.between(run.startedAt(), at);
    return new Observation(
        run.agentId(),
        Observation.Kind.REQUEST,
        failure == null ? null : failure.substring(0, Math.min(failure.length(), LONGEST_REASON)),
        took.isNegative() ? Duration.ZERO : took,
        at);
  }
}
