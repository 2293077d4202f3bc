package dev.signalbox.registry.health;

import dev.signalbox.registry.health.OpenRuns.OpenRun;
import java.time.Duration;
import java.time.Instant;
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

  /**
   * An agent begins with a run, perhaps in the place of one that failed.
   *
   * @param failure what kept that one from answering
   */
  public void began(
      String runId, String agentId, String conversationId, @Nullable String failure, Instant at) {
    if (failure != null) {
      ended(runId, failure, at);
    }
    runs.open(runId, agentId, conversationId, at);
  }

  /**
   * A run has ended.
   *
   * @param failure why it failed; null if it did not
   */
  public void ended(String runId, @Nullable String failure, Instant at) {
    Optional<OpenRun> run = runs.close(runId);
    if (run.isEmpty() || (failure != null && NOT_THE_AGENTS_FAULT.contains(failure))) {
      return;
    }
    Duration took = Duration.between(run.get().startedAt(), at);
    note.note(
        new Observation(
            run.get().agentId(),
            Observation.Kind.REQUEST,
            failure == null
                ? null
                : failure.substring(0, Math.min(failure.length(), LONGEST_REASON)),
            took.isNegative() ? Duration.ZERO : took,
            at));
  }
}
