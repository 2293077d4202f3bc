package dev.signalbox.registry.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.registry.agent.Agents;
import dev.signalbox.registry.agent.RegisteredAgent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StatusController {

  private final Agents agents;

  StatusController(Agents agents) {
    this.agents = agents;
  }

  @GetMapping("/api/v1/agents/status")
  Status status(@RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
    Paging paging = Paging.of(limit, cursor, 200);
    Page<AgentStatus> page =
        Paging.page(
            agents.page(paging.after(), paging.limit() + 1), paging.limit(), AgentStatus::of);
    return new Status(agents.count(), page.data(), page.nextCursor());
  }

  record Status(
      long registeredAgents,
      List<AgentStatus> agents,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor) {}

  record AgentStatus(
      String agentId,
      String agentType,
      String name,
      int maxConcurrentRequests,
      int timeoutSeconds,
      Instant updatedAt) {

    static AgentStatus of(RegisteredAgent agent) {
      return new AgentStatus(
          agent.definition().agentId(),
          agent.definition().type(),
          agent.definition().profile().name(),
          agent.definition().limits().maxConcurrentRequests(),
          agent.definition().limits().timeoutSeconds(),
          agent.updatedAt());
    }
  }
}
