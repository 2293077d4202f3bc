package dev.signalbox.streaming.web;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.Role;
import dev.signalbox.streaming.meter.Attempts;
import dev.signalbox.streaming.meter.StoredAttempt;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/attempts}: what was tried for a request. */
@RestController
final class AttemptsController {

  private final Attempts attempts;

  AttemptsController(Attempts attempts) {
    this.attempts = attempts;
  }

  record Page(List<StoredAttempt> data, @Nullable String nextCursor) {}

  /** Administrators see every attempt, others those made with their own key. */
  @GetMapping("/api/v1/attempts")
  Page attempts(@RequestParam("request_id") String requestId, Caller caller) {
    if (!IdKind.REQUEST.matches(requestId)) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST, "request_id is the X-Request-Id of an answer")
          .withError("request_id", "must be a request id (req_...)");
    }
    return new Page(
        attempts.ofRequest(requestId, caller.has(Role.ADMIN) ? null : CallerKey.of(caller)), null);
  }
}
