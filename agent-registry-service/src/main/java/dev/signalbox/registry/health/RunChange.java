package dev.signalbox.registry.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a run. */
public sealed interface RunChange {

  String runId();

  /**
   * An agent began with it, perhaps in the place of one that failed.
   *
   * @param failure what kept that one from answering; null if there was none
   */
  record Began(
      String runId, String agentId, String conversationId, @Nullable String failure, Instant at)
      implements RunChange {}

  /**
   * It ended.
   *
   * @param failure why it failed; null if it did not
   */
  record Ended(String runId, @Nullable String failure, Instant at) implements RunChange {}
}
