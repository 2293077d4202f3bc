package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.connection.ServerState;
import dev.signalbox.mcppool.server.Sharing;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How this replica's connections to a server fare.
 *
 * @param max connections at once
 * @param waiting callers that wait for one
 */
public record PoolHealth(Sharing sharing, int max, int waiting, List<MemberHealth> members) {
  private static final List<ServerState.Status> BEST_FIRST =
      List.of(
          ServerState.Status.READY,
          ServerState.Status.CONNECTING,
          ServerState.Status.DEGRADED,
          ServerState.Status.CRASH_LOOPING,
          ServerState.Status.STOPPED);

  public PoolHealth {
    members = List.copyOf(members);
  }

  /**
   * One connection.
   *
   * @param replica of the server, from 1 on
   * @param drained whether that gets no new calls
   * @param latencyMillis what calls took of late; 0 if there were none
   * @param lastFailure why the last call failed that says something against it, if it did
   */
  public record MemberHealth(
      int number,
      int replica,
      boolean drained,
      ServerState state,
      BreakerState breaker,
      int inFlight,
      double latencyMillis,
      @Nullable String lastFailure) {

    boolean isWell() {
      return state.status() == ServerState.Status.READY && breaker != BreakerState.OPEN;
    }

    boolean isUnwell() {
      return !drained
          && switch (state.status()) {
            case DEGRADED, CRASH_LOOPING -> true;
            case READY -> breaker == BreakerState.OPEN;
            case CONNECTING, STOPPED -> false;
          };
    }
  }

  /** Whether calls go over a connection. */
  public enum BreakerState {
    /** They do. */
    CLOSED,
    /** They do not: too many failed. */
    OPEN,
    /** A few do, to see. */
    HALF_OPEN
  }

  /** What it comes to. */
  public enum Verdict {
    /** Calls are answered. */
    HEALTHY,
    /** Calls are answered, by fewer connections than there should be. */
    DEGRADED,
    /** Calls are not answered. */
    UNHEALTHY,
    /** There is no connection, because nobody needs one. */
    IDLE
  }

  public Verdict verdict() {
    boolean someWell = members.stream().anyMatch(MemberHealth::isWell);
    boolean someUnwell = members.stream().anyMatch(MemberHealth::isUnwell);
    if (someWell) {
      return someUnwell ? Verdict.DEGRADED : Verdict.HEALTHY;
    }
    return someUnwell ? Verdict.UNHEALTHY : Verdict.IDLE;
  }

  /** Why it is not healthy: of the first connection that has something to say. */
  public @Nullable String reason() {
    for (MemberHealth member : members) {
      if (member.isUnwell()) {
        String reason = member.state().reason();
        return reason == null ? member.lastFailure() : reason;
      }
    }
    return null;
  }

  /**
   * The state of the connection that is best off; that of a server nobody needs if there is none.
   */
  public ServerState best() {
    return members.stream()
        .map(MemberHealth::state)
        .min(Comparator.comparingInt(state -> BEST_FIRST.indexOf(state.status())))
        .orElseGet(
            () ->
                new ServerState(
                    ServerState.Status.STOPPED,
                    "a connection is made when it is needed",
                    Instant.EPOCH,
                    null));
  }
}
