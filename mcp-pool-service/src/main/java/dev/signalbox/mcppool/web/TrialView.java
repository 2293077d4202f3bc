package dev.signalbox.mcppool.web;

import dev.signalbox.mcppool.connection.Negotiated;
import dev.signalbox.mcppool.connection.Trial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of testing a server.
 *
 * @param reason why it does not work; null if it does
 */
record TrialView(
    boolean ok,
    @Nullable String reason,
    long connectMs,
    long listMs,
    @Nullable Negotiated connection,
    List<String> tools) {

  static TrialView of(Trial trial) {
    return new TrialView(
        trial.failure() == null,
        trial.failure(),
        trial.connecting().toMillis(),
        trial.listing().toMillis(),
        trial.negotiated(),
        trial.tools());
  }
}
