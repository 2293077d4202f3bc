package dev.signalbox.mcppool.rpc;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a call ended. Every call ends in exactly one of these, at its deadline at the latest. */
public sealed interface RpcOutcome {

  /** The peer answered. */
  record Answered(JsonNode result) implements RpcOutcome {}

  /** The peer answered with an error of its own. */
  record Refused(int code, String message, @Nullable JsonNode data) implements RpcOutcome {}

  /** No answer within the time given; the peer has been told not to go on. */
  record TimedOut(Duration after) implements RpcOutcome {}

  /** The caller gave up; the peer has been told not to go on. */
  record Cancelled(String reason) implements RpcOutcome {}

  /**
   * The connection ended, or could not carry the call.
   *
   * @param written whether the peer may have seen the request, and begun the work
   */
  record Lost(String reason, boolean written) implements RpcOutcome {
    public Lost(String reason) {
      this(reason, true);
    }

    /** Nothing of the request was written. */
    public static Lost unwritten(String reason) {
      return new Lost(reason, false);
    }
  }

  /** The peer no longer knows the session; it did not look at the call. */
  record SessionExpired() implements RpcOutcome {}

  /** The peer sent something that is no answer: too long, or against the protocol. */
  record Unreadable(String reason) implements RpcOutcome {}

  /** More calls are in flight than the connection takes; nothing was sent. */
  record Overloaded(int inFlight) implements RpcOutcome {}
}
