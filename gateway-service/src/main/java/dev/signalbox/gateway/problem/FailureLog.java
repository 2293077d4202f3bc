package dev.signalbox.gateway.problem;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what fails on this side, and of each kind at most one in ten seconds: when a service is away
 * every request to it fails, and metrics count them.
 */
final class FailureLog {
  private static final Logger LOGGER = LoggerFactory.getLogger(FailureLog.class);
  private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

  private final Map<String, Long> lastSaid = new ConcurrentHashMap<>();

  void record(ProblemException problem, String requestId, Throwable failure) {
    if (problem.code() == CommonProblem.INTERNAL_ERROR) {
      LOGGER.error("Request {} failed", requestId, failure);
    } else if (problem.code().status() >= 500 && isDue(problem.code().code())) {
      LOGGER.warn(
          "Request {} failed: {} ({}); more of {} within ten seconds are not logged",
          requestId,
          problem.detail(),
          cause(problem),
          problem.code().code());
    }
  }

  private boolean isDue(String code) {
    long now = System.nanoTime();
    @Nullable Long said = lastSaid.get(code);
    if (said != null && now - said < PAUSE_NANOS) {
      return false;
    }
    return said == null
        ? lastSaid.putIfAbsent(code, now) == null
        : lastSaid.replace(code, said, now);
  }

  private static String cause(ProblemException problem) {
    @Nullable Throwable cause = problem.getCause();
    return cause == null ? "by itself" : cause.toString();
  }
}
