package dev.signalbox.mcppool.call;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.pool.PoolOutcome;
import dev.signalbox.mcppool.problem.McpProblem;
import dev.signalbox.mcppool.rpc.RpcErrorCode;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import java.util.Locale;

/** Outcomes other than an answer, as the caller is told of them. */
final class Failures {
  private static final int MAX_MESSAGE = 500;

  private Failures() {}

  static ProblemException of(ServerId id, RpcOutcome outcome) {
    return switch (outcome) {
      case RpcOutcome.Answered answered ->
          throw new IllegalArgumentException("An answer is no failure");
      case RpcOutcome.Refused refused -> refused(id, refused);
      case RpcOutcome.TimedOut timedOut -> late(id, "did not answer in time and was told to stop");
      case RpcOutcome.Cancelled cancelled -> late(id, "was told to stop: " + cancelled.reason());
      case RpcOutcome.Lost lost -> unavailable(id, lost.reason(), Duration.ZERO);
      case RpcOutcome.SessionExpired expired ->
          unavailable(id, "the server forgets its sessions", Duration.ZERO);
      case RpcOutcome.Unreadable unreadable ->
          new ProblemException(
              McpProblem.PROTOCOL_ERROR, "\"%s\": %s".formatted(id, unreadable.reason()));
      case RpcOutcome.Overloaded overloaded ->
          new ProblemException(
              McpProblem.SERVER_BUSY,
              "\"%s\" has %d calls in flight already; try again later"
                  .formatted(id, overloaded.inFlight()));
    };
  }

  /** No connection could be used. */
  static ProblemException of(ServerId id, PoolOutcome outcome) {
    return switch (outcome) {
      case PoolOutcome.Used used -> of(id, used.outcome());
      case PoolOutcome.Unavailable unavailable ->
          unavailable(id, unavailable.reason(), unavailable.retryAfter());
      case PoolOutcome.StillConnecting connecting -> late(id, "is still connecting");
      case PoolOutcome.OutOfService out ->
          new ProblemException(
              McpProblem.SERVER_OUT_OF_SERVICE,
              "\"%s\" is %s; an admin may enable it again"
                  .formatted(id, out.availability().name().toLowerCase(Locale.ROOT)));
      case PoolOutcome.CallerLeft left -> late(id, "was told to stop: the caller left");
      case PoolOutcome.Busy busy ->
          new ProblemException(
              McpProblem.SERVER_BUSY, "\"%s\": %s; try again later".formatted(id, busy.reason()));
    };
  }

  private static ProblemException unavailable(ServerId id, String reason, Duration retryAfter) {
    return new ProblemException(
            McpProblem.SERVER_UNAVAILABLE, "\"%s\" is not available: %s".formatted(id, reason))
        .with("reason", reason)
        .with("retry_after_ms", retryAfter.toMillis());
  }

  private static ProblemException late(ServerId id, String what) {
    return new ProblemException(CommonProblem.DEADLINE_EXCEEDED, "\"%s\" %s".formatted(id, what));
  }

  private static ProblemException refused(ServerId id, RpcOutcome.Refused refused) {
    String message =
        refused.message().substring(0, Math.min(refused.message().length(), MAX_MESSAGE));
    if (refused.code() == RpcErrorCode.INVALID_PARAMS) {
      return new ProblemException(
              McpProblem.INVALID_ARGUMENTS, "\"%s\" says: %s".formatted(id, message))
          .withError("arguments", message);
    }
    return new ProblemException(
            McpProblem.PROTOCOL_ERROR,
            "\"%s\" answered with error %d: %s".formatted(id, refused.code(), message))
        .with("mcp_code", refused.code());
  }
}
