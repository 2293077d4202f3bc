package dev.signalbox.gateway.problem;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/** What a failure inside the gateway means to the caller. */
final class Failures {
  private Failures() {}

  static ProblemException problemOf(Throwable failure, ServerWebExchange exchange) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case ProblemException problem -> {
          return problem;
        }
        case DataBufferLimitException tooLarge -> {
          return new ProblemException(
              CommonProblem.BODY_TOO_LARGE, "The body is larger than this operation takes");
        }
        case DataAccessResourceFailureException down -> {
          return databaseAway(down);
        }
        case TransientDataAccessException slow -> {
          return databaseAway(slow);
        }
        case CannotCreateTransactionException down -> {
          return databaseAway(down);
        }
        case TransactionSystemException down -> {
          return databaseAway(down);
        }
        case RejectedExecutionException full -> {
          return databaseAway(full);
        }
        default -> {}
      }
    }
    if (failure instanceof ResponseStatusException refusal) {
      return Refusals.problemOf(refusal, exchange);
    }
    Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    return route == null
        ? internal(failure)
        : UpstreamFailures.problemOf(failure, route.getId()).orElseGet(() -> internal(failure));
  }

  private static ProblemException databaseAway(Throwable cause) {
    return new ProblemException(
        GatewayProblem.KEYS_UNAVAILABLE,
        "The database with the API keys does not answer; try again in a few seconds",
        cause);
  }

  private static ProblemException internal(Throwable failure) {
    return new ProblemException(
        CommonProblem.INTERNAL_ERROR,
        "The gateway failed; the log has the cause under this request's request_id",
        failure);
  }
}
