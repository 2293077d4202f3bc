package dev.signalbox.streaming.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.streaming.limit.LimitStandings;
import dev.signalbox.streaming.limit.Scope;
import dev.signalbox.streaming.limit.Standing;
import dev.signalbox.streaming.meter.MeterUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/limits/mine}: what limits callers, and how they stand. */
@RestController
final class OwnLimitsController {

  private final LimitStandings standings;

  OwnLimitsController(LimitStandings standings) {
    this.standings = standings;
  }

  /**
   * One limit.
   *
   * @param leftOver what may still be taken; what replicas hold for requests to come is not in it
   * @param resetsAt when all of it may be taken again; null of what is limited side by side
   */
  record OwnLimit(
      String scope,
      String value,
      String measure,
      long quota,
      long leftOver,
      @Nullable Instant resetsAt) {

    static OwnLimit of(Standing standing) {
      return new OwnLimit(
          standing.scope().wireName(),
          standing.value(),
          standing.measure().wireName(),
          standing.quota(),
          standing.leftOver(),
          standing.resetsAt());
    }
  }

  record OwnLimitList(List<OwnLimit> data) {}

  /** Those of the caller's key and of its user. */
  @GetMapping("/api/v1/limits/mine")
  OwnLimitList mine(Caller caller) {
    String user = caller.user();
    try {
      return new OwnLimitList(
          Stream.concat(
                  standings.of(Scope.KEY, CallerKey.of(caller)).stream(),
                  user == null ? Stream.of() : standings.of(Scope.USER, user).stream())
              .map(OwnLimit::of)
              .toList());
    } catch (MeterUnavailableException e) {
      throw new ProblemException(
          CommonProblem.UNAVAILABLE, "The limits cannot be read now; try again shortly", e);
    }
  }
}
