package dev.signalbox.registry.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.agent.Standing;
import dev.signalbox.registry.health.CheckAgents;
import dev.signalbox.registry.health.HealthMinutes;
import dev.signalbox.registry.health.HealthRecord;
import dev.signalbox.registry.health.HealthRecords;
import dev.signalbox.registry.health.Seen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/agents/{agentId}/health")
class HealthController {

  private static final Duration DAY = Duration.ofDays(1);
  private static final int MOST_STEPS = 500;

  private final VisibleAgents visible;
  private final HealthRecords records;
  private final HealthMinutes minutes;
  private final CheckAgents checks;
  private final Clock clock;

  HealthController(
      VisibleAgents visible,
      HealthRecords records,
      HealthMinutes minutes,
      CheckAgents checks,
      Clock clock) {
    this.visible = visible;
    this.records = records;
    this.minutes = minutes;
    this.checks = checks;
    this.clock = clock;
  }

  /**
   * How an agent does.
   *
   * @param seenAt when something was last seen of it
   * @param lastDay what was seen in the last 24 hours
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record HealthView(
      String agentId,
      String status,
      String health,
      int recoveryShare,
      @Nullable Instant seenAt,
      @Nullable Instant lastHealthyAt,
      @Nullable Instant unhealthySince,
      @Nullable String lastError,
      Seen lastDay) {}

  record HistoryView(String agentId, Instant from, Instant to, long stepSeconds, List<Seen> data) {}

  @GetMapping
  HealthView show(@PathVariable String agentId, Caller caller) {
    return view(visible.find(agentId, caller));
  }

  /** Asks the agent now. */
  @PostMapping("/check")
  HealthView check(@PathVariable String agentId, Caller caller) {
    checks.checkOne(visible.find(agentId, caller));
    return view(visible.find(agentId, caller));
  }

  @GetMapping("/history")
  HistoryView history(
      @PathVariable String agentId,
      @RequestParam @Nullable Instant from,
      @RequestParam @Nullable Instant to,
      @RequestParam(name = "step_seconds") @Nullable Long stepSeconds,
      Caller caller) {
    visible.find(agentId, caller);
    Instant end = to == null ? clock.instant() : to;
    Instant start = (from == null ? end.minus(DAY) : from).truncatedTo(ChronoUnit.MINUTES);
    Duration length = Duration.between(start, end);
    if (length.isNegative() || length.isZero() || length.toDays() > 90) {
      throw invalid("from", "must be before to, and at most 90 days");
    }
    long least = Math.max(1, (length.toMinutes() + MOST_STEPS - 1) / MOST_STEPS) * 60;
    long step = stepSeconds == null ? Math.max(least, 300) : stepSeconds;
    if (step < least || step % 60 != 0) {
      throw invalid(
          "step_seconds", "must be whole minutes, for this time at least %,d".formatted(least));
    }
    return new HistoryView(
        agentId, start, end, step, minutes.history(agentId, start, end, Duration.ofSeconds(step)));
  }

  private HealthView view(RegisteredAgent agent) {
    Standing standing = agent.standing();
    HealthRecord health = records.find(agent.agentId()).orElseThrow();
    Instant now = clock.instant();
    return new HealthView(
        agent.agentId(),
        standing.status().code(),
        standing.health().code(),
        standing.recoveryShare(),
        health.seenAt(),
        health.lastHealthyAt(),
        health.unhealthySince(),
        health.lastError(),
        minutes.sum(agent.agentId(), now.minus(DAY), now.plusMillis(1)));
  }

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, field + " " + message)
        .withError(field, message);
  }
}
