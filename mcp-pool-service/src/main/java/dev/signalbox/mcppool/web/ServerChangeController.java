package dev.signalbox.mcppool.web;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.mcppool.catalogue.TakeFromCatalogue;
import dev.signalbox.mcppool.connection.TryServer;
import dev.signalbox.mcppool.openapi.ReadDocument;
import dev.signalbox.mcppool.pool.Pools;
import dev.signalbox.mcppool.server.Availability;
import dev.signalbox.mcppool.server.ChangeServer;
import dev.signalbox.mcppool.server.ServerDefinition;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.Servers;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What admins do about a server that is registered. */
@RestController
@RequestMapping("/api/v1/mcp/servers/{id}")
class ServerChangeController {
  private final ChangeServer change;
  private final TryServer trials;
  private final TakeFromCatalogue readyMade;
  private final ReadDocument documents;
  private final Servers servers;
  private final Pools pools;
  private final Clock clock;

  ServerChangeController(
      ChangeServer change,
      TryServer trials,
      TakeFromCatalogue readyMade,
      ReadDocument documents,
      Servers servers,
      Pools pools,
      Clock clock) {
    this.change = change;
    this.trials = trials;
    this.readyMade = readyMade;
    this.documents = documents;
    this.servers = servers;
    this.pools = pools;
    this.clock = clock;
  }

  @PutMapping
  ServerView replace(@PathVariable String id, @RequestBody ServerForm form, Caller caller) {
    ServerId name = serverId(id);
    return view(
        change.replace(form.named(name).toServer(readyMade, documents), caller.subject()), caller);
  }

  @PostMapping("/drain")
  ServerView drain(@PathVariable String id, Caller caller) {
    return set(id, Availability.DRAINED, caller);
  }

  @PostMapping("/disable")
  ServerView disable(@PathVariable String id, Caller caller) {
    return set(id, Availability.DISABLED, caller);
  }

  @PostMapping("/enable")
  ServerView enable(@PathVariable String id, Caller caller) {
    return set(id, Availability.ENABLED, caller);
  }

  @PostMapping("/replicas/{replica}/drain")
  ServerView drainReplica(@PathVariable String id, @PathVariable int replica, Caller caller) {
    return view(change.drainReplica(serverId(id), replica, true, caller.subject()), caller);
  }

  @PostMapping("/replicas/{replica}/enable")
  ServerView enableReplica(@PathVariable String id, @PathVariable int replica, Caller caller) {
    return view(change.drainReplica(serverId(id), replica, false, caller.subject()), caller);
  }

  @PostMapping("/test")
  TrialView test(@PathVariable String id) {
    ServerDefinition server = servers.find(serverId(id)).orElseThrow(() -> PathIds.unknown(id));
    Duration timeout = Objects.requireNonNull(RequestContext.current()).deadline().remaining(clock);
    return TrialView.of(trials.run(server, timeout));
  }

  private ServerView set(String id, Availability availability, Caller caller) {
    return view(change.set(serverId(id), availability, caller.subject()), caller);
  }

  private ServerView view(ServerDefinition server, Caller caller) {
    return ServerView.of(server, pools.state(server), caller);
  }

  private static ServerId serverId(String id) {
    return PathIds.serverId(id).orElseThrow(() -> PathIds.unknown(id));
  }
}
