package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.connection.ConnectionFactory;
import dev.signalbox.mcppool.connection.ServerAccess;
import dev.signalbox.mcppool.server.Availability;
import dev.signalbox.mcppool.server.PoolSettings;
import dev.signalbox.mcppool.server.ServerDefinition;
import java.time.Clock;

/** Makes a server's pool, by its settings; nothing is connected yet. */
final class PoolFactory {
  private final ConnectionFactory connections;
  private final BreakerSettings breakers;
  private final Probing probing;
  private final Clock clock;

  PoolFactory(
      ConnectionFactory connections, BreakerSettings breakers, Probing probing, Clock clock) {
    this.connections = connections;
    this.breakers = breakers;
    this.probing = probing;
    this.clock = clock;
  }

  PooledServer serverOf(ServerDefinition server) {
    ServerAccess access = connections.accessTo(server);
    MemberFactory members =
        new MemberFactory(server.id().value(), access, server.drainedReplicas(), breakers, clock);
    PoolSettings settings = server.pool();
    if (server.availability() != Availability.ENABLED) {
      return new PooledServer(
          new StoppedPool(server.availability(), settings.sharing(), settings.max()),
          access.lists());
    }
    ServerPool pool =
        switch (settings.sharing()) {
          case SHARED -> new SharedPool(settings, probing, members);
          case LEASED -> new LeasedPool(settings, probing, members);
          case EPHEMERAL -> new EphemeralPool(settings, members);
        };
    return new PooledServer(pool, access.lists());
  }
}
