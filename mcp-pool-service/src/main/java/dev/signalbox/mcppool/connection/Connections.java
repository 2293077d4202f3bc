package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.server.ServerDefinition;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.Servers;
import dev.signalbox.mcppool.server.ServersChanged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;

/**
 * This replica's connections. They follow the registered servers: what another replica removes is
 * noticed within the refresh interval. While the database is away they go on as they are.
 */
public final class Connections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private final Servers servers;
  private final ConnectionFactory factory;
  private final ScheduledFuture<?> refreshing;
  private final Map<ServerId, Held> held = new ConcurrentHashMap<>();

  private final AtomicBoolean inTurn = new AtomicBoolean();
  private volatile boolean databaseAway;

  private record Held(long version, LiveServer server) {}

  Connections(
      Servers servers,
      ConnectionFactory factory,
      ScheduledExecutorService timer,
      Duration refreshInterval) {
    this.servers = servers;
    this.factory = factory;
    this.refreshing =
        timer.scheduleWithFixedDelay(
            () -> Thread.startVirtualThread(this::refreshInTurn),
            refreshInterval.toNanos(),
            refreshInterval.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  /** A server, not necessarily connected yet; empty if there is no such server. */
  public Optional<LiveServer> find(ServerId id) {
    Held known = held.get(id);
    if (known != null) {
      return Optional.of(known.server());
    }
    return servers.find(id).map(this::hold);
  }

  /** How this replica stands with the server. */
  public ServerState state(ServerDefinition server) {
    return hold(server).connection().state();
  }

  /** How many connections are in each state. */
  public int count(ServerState.Status status) {
    return (int)
        held.values().stream()
            .filter(entry -> entry.server().connection().state().status() == status)
            .count();
  }

  @EventListener
  void on(ServersChanged change) {
    refresh();
  }

  /** Ends the connections to servers that are there no more, or not the same any more. */
  void refresh() {
    Map<ServerId, Long> versions;
    try {
      versions = servers.versions();
      databaseAway = false;
    } catch (DataAccessException away) {
      if (!databaseAway) {
        LOG.warn("The registered servers cannot be read; the connections stay as they are", away);
      }
      databaseAway = true;
      return;
    }
    List<WarmConnection> obsolete = new ArrayList<>();
    held.forEach(
        (id, entry) -> {
          Long version = versions.get(id);
          // A version newer than the one read was registered since.
          if ((version == null || version > entry.version()) && held.remove(id, entry)) {
            obsolete.add(entry.server().connection());
          }
        });
    closeAll(obsolete);
  }

  /** Ends every connection, all at once, and waits for them. */
  @Override
  public void close() {
    refreshing.cancel(false);
    closeAll(held.values().stream().map(entry -> entry.server().connection()).toList());
    held.clear();
  }

  /** A reading that takes long is not joined by another. */
  private void refreshInTurn() {
    if (inTurn.compareAndSet(false, true)) {
      try {
        refresh();
      } finally {
        inTurn.set(false);
      }
    }
  }

  private LiveServer hold(ServerDefinition server) {
    return held.compute(
            server.id(),
            (id, known) ->
                known != null && known.version() >= server.version()
                    ? known
                    : new Held(server.version(), factory.serverOf(server)))
        .server();
  }

  private static void closeAll(List<WarmConnection> connections) {
    List<Thread> closing =
        connections.stream()
            .map(connection -> Thread.startVirtualThread(connection::close))
            .toList();
    for (Thread thread : closing) {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
