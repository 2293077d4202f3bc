package dev.signalbox.registry.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.registry.agent.AgentProblem;
import dev.signalbox.registry.directory.AgentCards;
import dev.signalbox.registry.directory.DirectorySettings;
import dev.signalbox.registry.directory.McpListing;
import dev.signalbox.registry.directory.McpServers;
import dev.signalbox.registry.directory.McpServers.McpServer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The cards of agents and the tool servers of the pool, in the forms that others know. */
@RestController
class DirectoryController {

  private static final int MOST_SERVERS = 100;
  private static final int LONGEST_SEARCH = 200;

  private final VisibleAgents visible;
  private final AgentCards cards;
  private final McpServers servers;
  private final DirectorySettings settings;

  DirectoryController(
      VisibleAgents visible, AgentCards cards, McpServers servers, DirectorySettings settings) {
    this.visible = visible;
    this.cards = cards;
    this.servers = servers;
    this.settings = settings;
  }

  /** The agent's card, if it is at work. */
  @GetMapping("/api/v1/agents/{agentId}/card")
  JsonNode card(@PathVariable String agentId, Caller caller) {
    return cards
        .of(visible.find(agentId, caller))
        .orElseThrow(
            () ->
                new ProblemException(
                    AgentProblem.AGENT_STATUS_CONFLICT,
                    "Only agents at work have a card, and A2A agents once theirs is known."));
  }

  @GetMapping("/v0.1/servers")
  McpListing servers(
      @RequestParam(defaultValue = "30") int limit,
      @RequestParam @Nullable String cursor,
      @RequestParam(defaultValue = "") String search,
      @RequestParam(name = "updated_since") @Nullable Instant updatedSince) {
    if (limit < 1 || limit > MOST_SERVERS) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "Ask for fewer servers at once.")
          .withError("limit", "must be between 1 and " + MOST_SERVERS);
    }
    if (search.length() > LONGEST_SEARCH || search.indexOf('\0') >= 0) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "Search for less.")
          .withError("search", "must have at most %d characters".formatted(LONGEST_SEARCH));
    }
    List<McpServer> found = servers.page(cursor, search, updatedSince, limit + 1);
    boolean more = found.size() > limit;
    List<McpServer> shown = more ? found.subList(0, limit) : found;
    return McpListing.of(shown, more ? shown.getLast().serverId() : null, settings);
  }
}
