package dev.signalbox.registry.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.registry.agent.AgentProblem;
import dev.signalbox.registry.directory.AgentCards;
import dev.signalbox.registry.directory.CatalogEntry;
import dev.signalbox.registry.directory.Directory;
import dev.signalbox.registry.directory.DirectorySettings;
import dev.signalbox.registry.directory.McpListing;
import dev.signalbox.registry.directory.McpServers;
import dev.signalbox.registry.directory.McpServers.McpServer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What others look here for, each in the form that they know. */
@RestController
class DirectoryController {

  private static final int MOST_SERVERS = 100;
  private static final int LONGEST_SEARCH = 200;

  private final VisibleAgents visible;
  private final AgentCards cards;
  private final Directory directory;
  private final McpServers servers;
  private final DirectorySettings settings;

  DirectoryController(
      VisibleAgents visible,
      AgentCards cards,
      Directory directory,
      McpServers servers,
      DirectorySettings settings) {
    this.visible = visible;
    this.cards = cards;
    this.directory = directory;
    this.servers = servers;
    this.settings = settings;
  }

  record Manifest(
      @JsonProperty("specVersion") String specVersion, Host host, List<CatalogEntry> entries) {}

  record Host(@JsonProperty("displayName") String displayName) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Results(
      List<CatalogEntry> results, @JsonProperty("pageToken") @Nullable String pageToken) {}

  record Failure(@JsonProperty("errorCode") String errorCode, String message) {}

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

  @GetMapping("/.well-known/ai-catalog.json")
  Manifest manifest(Caller caller) {
    return new Manifest(
        "1.0", new Host(directory.displayName()), directory.entries(caller.agents()));
  }

  @PostMapping("/search")
  ResponseEntity<?> search(@RequestBody JsonNode request, Caller caller) {
    try {
      CatalogSearch search = CatalogSearch.read(request);
      List<CatalogEntry> found =
          directory.search(
              search.text(), search.types(), caller.agents(), search.from(), search.pageSize() + 1);
      boolean more = found.size() > search.pageSize();
      return ResponseEntity.ok(
          new Results(
              more ? found.subList(0, search.pageSize()) : found,
              more ? Integer.toString(search.from() + search.pageSize()) : null));
    } catch (IllegalArgumentException e) {
      return ResponseEntity.badRequest()
          .body(new Failure("INVALID_ARGUMENT", String.valueOf(e.getMessage())));
    }
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
