package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.connection.ServerState;
import dev.signalbox.mcppool.server.Availability;
import dev.signalbox.mcppool.server.ServerDefinition;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.Servers;
import dev.signalbox.mcppool.server.ServersChanged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;

/**
 * This replica's pools. They follow the registered servers: what another replica registers to be
 * kept warm, or removes, is noticed within the refresh interval. While the database is away they go
 * on as they are.
 */
public final class Pools implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pools.class);
  private static final Duration TEND_INTERVAL = Duration.ofMillis(500);

  private final Servers servers;
  private final PoolFactory factory;
  private final List<Turns> turns;
  private final Map<ServerId, Held> held = new ConcurrentHashMap<>();
  private final RetiredPools retired = new RetiredPools(System::nanoTime);
  private final ReentrantLock refreshing = new ReentrantLock();
  private volatile boolean databaseAway;

  private record Held(long version, PooledServer server, AtomicBoolean beingTended) {}

  Pools(
      Servers servers,
      PoolFactory factory,
      ScheduledExecutorService timer,
      Duration refreshInterval) {
    this.servers = servers;
    this.factory = factory;
    this.turns =
        List.of(
            Turns.every(refreshInterval, timer, this::refresh),
            Turns.every(TEND_INTERVAL, timer, this::tend));
  }

  /** A server, not necessarily connected yet; empty if there is no such server. */
  public Optional<PooledServer> find(ServerId id) {
    Held known = held.get(id);
    if (known != null) {
      return Optional.of(known.server());
    }
    return servers.find(id).map(this::hold);
  }

  /** How this replica stands with the server. */
  public ServerState state(ServerDefinition server) {
    if (server.availability() == Availability.ENABLED) {
      return health(server).best();
    }
    return new ServerState(
        ServerState.Status.STOPPED,
        "it is " + server.availability().name().toLowerCase(Locale.ROOT),
        Objects.requireNonNullElse(server.changedAt(), server.registeredAt()),
        null);
  }

  /** How many calls are in flight over connections that get no new ones. */
  public int draining(ServerId id) {
    return retired.inFlight(id);
  }

  public PoolHealth health(ServerDefinition server) {
    return hold(server).pool().health();
  }

  /** How the pools fare that there are. */
  public Stream<PoolHealth> all() {
    return held.values().stream().map(entry -> entry.server().pool().health());
  }

  @EventListener
  void on(ServersChanged change) {
    refresh();
  }

  /**
   * Ends the pools of servers that are there no more, or disabled, and waits for that; those of
   * servers that are not the same any more end after their calls.
   */
  void refresh() {
    // Whoever removed a server waits for the end of its pool, whoever it is that ends it.
    refreshing.lock();
    try {
      refreshAlone();
    } finally {
      refreshing.unlock();
    }
  }

  private void refreshAlone() {
    // What is registered and held from now on may not be among the revisions that are read.
    Map<ServerId, Held> before = Map.copyOf(held);
    Map<ServerId, Servers.Revision> revisions;
    List<ServerDefinition> toWarm;
    try {
      revisions = servers.revisions();
      toWarm = servers.toWarm();
      databaseAway = false;
    } catch (DataAccessException away) {
      if (!databaseAway) {
        LOG.warn("The registered servers cannot be read; the pools stay as they are", away);
      }
      databaseAway = true;
      return;
    }
    List<Runnable> closings = new ArrayList<>();
    before.forEach(
        (id, entry) -> {
          Servers.Revision revision = revisions.get(id);
          if (revision != null && revision.version() == entry.version()) {
            entry.server().pool().drain(revision.drainedReplicas());
          }
          // A version newer than the one read was registered since.
          if ((revision != null && revision.version() <= entry.version())
              || !held.remove(id, entry)) {
            return;
          }
          if (revision == null || revision.availability() == Availability.DISABLED) {
            closings.add(entry.server().pool()::close);
          } else {
            retired.add(id, entry.server().pool());
          }
        });
    retired.ids().stream()
        .filter(
            id ->
                !revisions.containsKey(id)
                    || revisions.get(id).availability() == Availability.DISABLED)
        .forEach(id -> closings.addAll(retired.closings(id)));
    toWarm.forEach(this::hold);
    Closing.allOf(closings);
  }

  /** Ends every pool, all at once, and waits for them. */
  @Override
  public void close() {
    turns.forEach(Turns::close);
    List<Runnable> closings = new ArrayList<>(retired.closings());
    held.values().forEach(entry -> closings.add(entry.server().pool()::close));
    Closing.allOf(closings);
    held.clear();
  }

  private void tend() {
    held.values().forEach(Pools::tendInTurn);
    retired.tend();
  }

  /** One that takes long delays no other. */
  private static void tendInTurn(Held entry) {
    if (entry.beingTended().compareAndSet(false, true)) {
      Thread.startVirtualThread(
          () -> {
            try {
              entry.server().pool().tend();
            } finally {
              entry.beingTended().set(false);
            }
          });
    }
  }

  private PooledServer hold(ServerDefinition server) {
    return held.compute(
            server.id(),
            (id, known) -> {
              if (known != null && known.version() >= server.version()) {
                return known;
              }
              if (known != null) {
                retired.add(id, known.server().pool());
              }
              return new Held(server.version(), factory.serverOf(server), new AtomicBoolean());
            })
        .server();
  }
}
