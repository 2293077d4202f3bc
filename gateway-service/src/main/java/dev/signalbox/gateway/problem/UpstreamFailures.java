package dev.signalbox.gateway.problem;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** What it means that a proxied call failed before its answer began. */
final class UpstreamFailures {
  private UpstreamFailures() {}

  static Optional<ProblemException> problemOf(Throwable failure, String route) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case PoolAcquirePendingLimitException full -> {
          return Optional.of(busy(route, full));
        }
        case PoolAcquireTimeoutException full -> {
          return Optional.of(busy(route, full));
        }
        case TimeoutException late -> {
          return Optional.of(
              new ProblemException(
                  CommonProblem.DEADLINE_EXCEEDED,
                  "The service behind " + route + " did not answer in time",
                  late));
        }
        case WebSocketClientHandshakeException refused -> {
          return Optional.of(refused(route, refused));
        }
        case IOException unreachable -> {
          return Optional.of(unavailable(route, unreachable));
        }
        case DecoderException notHttp -> {
          return Optional.of(unavailable(route, notHttp));
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  /** Who may open a WebSocket was decided here; what a service still refuses is its own trouble. */
  private static ProblemException refused(String route, WebSocketClientHandshakeException cause) {
    return cause.response() != null
            && cause.response().status().equals(HttpResponseStatus.SERVICE_UNAVAILABLE)
        ? busy(route, cause)
        : unavailable(route, cause);
  }

  private static ProblemException busy(String route, Throwable cause) {
    return new ProblemException(
        GatewayProblem.UPSTREAM_BUSY,
        "All connections to the service behind " + route + " are in use; try again in a moment",
        cause);
  }

  private static ProblemException unavailable(String route, Throwable cause) {
    return new ProblemException(
        GatewayProblem.UPSTREAM_UNAVAILABLE,
        "The service behind " + route + " cannot be reached; try again in a few seconds",
        cause);
  }
}
