package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Checkpoints as clients pass them. */
final class Checkpoints {

  private Checkpoints() {}

  /** The checkpoint a client passed, or the beginning if it passed none. */
  static Checkpoint read(@Nullable String token) {
    if (token == null) {
      return Checkpoint.START;
    }
    return Checkpoint.parse(token)
        .orElseThrow(
            () ->
                new ProblemException(
                    EventStoreProblem.INVALID_CHECKPOINT,
                    "Pass the checkpoint of an event or of an earlier answer as after"));
  }
}
