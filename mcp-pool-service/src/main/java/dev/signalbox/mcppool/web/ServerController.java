package dev.signalbox.mcppool.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.mcppool.catalogue.TakeFromCatalogue;
import dev.signalbox.mcppool.openapi.ReadDocument;
import dev.signalbox.mcppool.pool.Pools;
import dev.signalbox.mcppool.server.RegisterServer;
import dev.signalbox.mcppool.server.RemoveServer;
import dev.signalbox.mcppool.server.ServerDefinition;
import dev.signalbox.mcppool.server.Servers;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/mcp/servers")
class ServerController {
  private static final int MAX_PAGE = 200;

  private final RegisterServer register;
  private final RemoveServer remove;
  private final TakeFromCatalogue readyMade;
  private final ReadDocument documents;
  private final Servers servers;
  private final Pools pools;

  ServerController(
      RegisterServer register,
      RemoveServer remove,
      TakeFromCatalogue readyMade,
      ReadDocument documents,
      Servers servers,
      Pools pools) {
    this.register = register;
    this.remove = remove;
    this.readyMade = readyMade;
    this.documents = documents;
    this.servers = servers;
    this.pools = pools;
  }

  @PostMapping
  ResponseEntity<ServerView> register(@RequestBody ServerForm form, Caller caller) {
    ServerDefinition server =
        register.register(form.toServer(readyMade, documents), caller.subject());
    return ResponseEntity.created(URI.create("/api/v1/mcp/servers/" + server.id()))
        .body(view(server, caller));
  }

  @GetMapping
  Page list(
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam @Nullable String cursor,
      Caller caller) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "The page is not valid")
          .withError("limit", "is 1 to " + MAX_PAGE);
    }
    List<ServerDefinition> found = servers.list(cursor, limit + 1);
    boolean more = found.size() > limit;
    List<ServerDefinition> page = more ? found.subList(0, limit) : found;
    return new Page(
        page.stream().map(server -> view(server, caller)).toList(),
        more ? page.getLast().id().value() : null);
  }

  @GetMapping("/{id}")
  ServerView one(@PathVariable String id, Caller caller) {
    return PathIds.serverId(id)
        .flatMap(servers::find)
        .map(server -> view(server, caller))
        .orElseThrow(() -> PathIds.unknown(id));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> remove(@PathVariable String id, Caller caller) {
    remove.remove(PathIds.serverId(id).orElseThrow(() -> PathIds.unknown(id)), caller.subject());
    return ResponseEntity.noContent().build();
  }

  private ServerView view(ServerDefinition server, Caller caller) {
    return ServerView.of(server, pools.state(server), caller);
  }

  /** A page of servers. */
  record Page(List<ServerView> data, @Nullable String nextCursor) {}
}
