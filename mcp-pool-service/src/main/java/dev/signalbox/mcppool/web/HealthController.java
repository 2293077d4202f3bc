package dev.signalbox.mcppool.web;

import dev.signalbox.mcppool.pool.Pools;
import dev.signalbox.mcppool.server.ServerDefinition;
import dev.signalbox.mcppool.server.Servers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How this replica's connections fare. */
@RestController
class HealthController {
  private static final int MAX_SERVERS = 256;

  private final Servers servers;
  private final Pools pools;

  HealthController(Servers servers, Pools pools) {
    this.servers = servers;
    this.pools = pools;
  }

  @GetMapping("/api/v1/mcp/servers/{id}/health")
  HealthView health(@PathVariable String id) {
    return PathIds.serverId(id)
        .flatMap(servers::find)
        .map(this::view)
        .orElseThrow(() -> PathIds.unknown(id));
  }

  @GetMapping("/api/v1/mcp/pool")
  PoolPage pool() {
    return new PoolPage(servers.list(null, MAX_SERVERS).stream().map(this::view).toList(), null);
  }

  private HealthView view(ServerDefinition server) {
    return HealthView.of(server.id(), pools.health(server), pools.draining(server.id()));
  }

  /** All servers, on one page: there are never more than fit. */
  record PoolPage(List<HealthView> data, @Nullable String nextCursor) {}
}
