package dev.signalbox.registry.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.registry.agent.AgentFilter;
import dev.signalbox.registry.agent.Agents;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.health.OpenRuns;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StatusController {

  private final Agents agents;
  private final OpenRuns runs;
  private final Clock clock;

  StatusController(Agents agents, OpenRuns runs, Clock clock) {
    this.agents = agents;
    this.runs = runs;
    this.clock = clock;
  }

  @GetMapping("/api/v1/agents/status")
  Status status(
      @RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor, Caller caller) {
    Paging paging = Paging.of(limit, cursor, 200);
    Page<AgentLine> page =
        Paging.page(
            agents.page(AgentFilter.all(caller.agents()), paging.after(), paging.limit() + 1),
            paging.limit(),
            AgentLine::of);
    return new Status(
        agents.count(caller.agents()),
        runs.conversations(clock.instant()),
        page.data(),
        page.nextCursor());
  }

  record Status(
      long registeredAgents,
      long activeConversations,
      List<AgentLine> agents,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor) {}

  record AgentLine(
      String agentId,
      String agentType,
      String name,
      int maxConcurrentRequests,
      int timeoutSeconds,
      String status,
      String health,
      int recoveryShare,
      Instant updatedAt) {

    static AgentLine of(RegisteredAgent agent) {
      return new AgentLine(
          agent.agentId(),
          agent.definition().type(),
          agent.definition().profile().name(),
          agent.definition().limits().maxConcurrentRequests(),
          agent.definition().limits().timeoutSeconds(),
          agent.standing().status().code(),
          agent.standing().health().code(),
          agent.standing().recoveryShare(),
          agent.updatedAt());
    }
  }
}
