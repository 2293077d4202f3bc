package dev.signalbox.registry.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.registry.agent.AgentDocument;
import dev.signalbox.registry.agent.Version;
import dev.signalbox.registry.agent.Versions;
import dev.signalbox.registry.version.Change;
import dev.signalbox.registry.version.CompareVersions;
import dev.signalbox.registry.version.RollBack;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/agents/{agentId}/versions")
class VersionController {

  private static final int MOST = 100;

  private final VisibleAgents visible;
  private final Versions versions;
  private final CompareVersions compare;
  private final RollBack rollBack;

  VersionController(
      VisibleAgents visible, Versions versions, CompareVersions compare, RollBack rollBack) {
    this.visible = visible;
    this.versions = versions;
    this.compare = compare;
    this.rollBack = rollBack;
  }

  record VersionLine(int version, long revision, String changedBy, Instant createdAt) {
    static VersionLine of(Version version) {
      return new VersionLine(
          version.number(), version.revision(), version.changedBy(), version.createdAt());
    }
  }

  record VersionView(
      int version, long revision, String changedBy, Instant createdAt, AgentDocument definition) {
    static VersionView of(Version version) {
      return new VersionView(
          version.number(),
          version.revision(),
          version.changedBy(),
          version.createdAt(),
          version.definition());
    }
  }

  record DifferenceView(int from, int to, List<Change> changes) {}

  /** The newest first. */
  @GetMapping
  Page<VersionLine> list(
      @PathVariable String agentId,
      @RequestParam(defaultValue = "20") int limit,
      @RequestParam @Nullable Integer cursor,
      Caller caller) {
    if (limit < 1 || limit > MOST) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "Ask for fewer versions at once.")
          .withError("limit", "must be between 1 and " + MOST);
    }
    visible.find(agentId, caller);
    List<Version> found = versions.page(agentId, cursor, limit + 1);
    boolean more = found.size() > limit;
    List<Version> shown = more ? found.subList(0, limit) : found;
    return new Page<>(
        shown.stream().map(VersionLine::of).toList(),
        more ? Integer.toString(shown.getLast().number()) : null);
  }

  @GetMapping("/{number:\\d{1,9}}")
  VersionView show(@PathVariable String agentId, @PathVariable int number, Caller caller) {
    visible.find(agentId, caller);
    return VersionView.of(compare.version(agentId, number));
  }

  @GetMapping("/diff")
  DifferenceView difference(
      @PathVariable String agentId, @RequestParam int from, @RequestParam int to, Caller caller) {
    visible.find(agentId, caller);
    return new DifferenceView(from, to, compare.between(agentId, from, to));
  }

  @PostMapping("/{number:\\d{1,9}}/rollback")
  ResponseEntity<AgentView> rollBack(
      @PathVariable String agentId,
      @PathVariable int number,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Caller caller) {
    visible.find(agentId, caller);
    return AgentAnswers.ok(
        rollBack.to(agentId, number, EntityTags.expectationIfAny(ifMatch), caller.subject()));
  }
}
