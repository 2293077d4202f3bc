package dev.signalbox.mcppool.connection;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of connecting to a server once, to see whether that works.
 *
 * @param failure why it does not, for people; null if it does
 * @param connecting how long starting and the handshake took
 * @param listing how long its list of tools took
 * @param negotiated what was agreed on, if it came to that
 * @param tools what they are called
 */
public record Trial(
    @Nullable String failure,
    Duration connecting,
    Duration listing,
    @Nullable Negotiated negotiated,
    List<String> tools) {
  public Trial {
    tools = List.copyOf(tools);
  }

  Trial ofReplica(int replica) {
    return failure == null
        ? this
        : new Trial(
            "replica %d: %s".formatted(replica, failure), connecting, listing, negotiated, tools);
  }
}
