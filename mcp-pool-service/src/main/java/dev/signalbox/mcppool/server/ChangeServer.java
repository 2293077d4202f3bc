package dev.signalbox.mcppool.server;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.problem.McpProblem;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Changes a server: what it is, and whether it takes calls. Calls in flight end over the
 * connections they have, unless the server is disabled; new ones go over new connections.
 */
@Component
public class ChangeServer {
  private final Servers servers;
  private final RegisterServer registration;
  private final ServerEvents events;
  private final TransactionOperations transactions;
  private final ApplicationEventPublisher changes;
  private final Clock clock;

  ChangeServer(
      Servers servers,
      RegisterServer registration,
      ServerEvents events,
      TransactionOperations transactions,
      ApplicationEventPublisher changes,
      Clock clock) {
    this.servers = servers;
    this.registration = registration;
    this.events = events;
    this.transactions = transactions;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Puts this definition in the place of the one of that name.
   *
   * @param by who wants it
   * @throws ProblemException if there is none of that name, or this one is not valid or not allowed
   */
  public ServerDefinition replace(NewServer wanted, String by) {
    NewServer checked = registration.checked(wanted);
    ServerDefinition server =
        Objects.requireNonNull(transactions.execute(status -> replaceAlone(checked, by)));
    changes.publishEvent(new ServersChanged());
    return server;
  }

  private ServerDefinition replaceAlone(NewServer wanted, String by) {
    ServerDefinition before =
        servers.findAlone(wanted.id()).orElseThrow(() -> unknown(wanted.id()));
    ServerDefinition replaced =
        servers.replace(wanted, clock.instant()).orElseThrow(() -> unknown(wanted.id()));
    if (!hasAccessOf(before.transport(), replaced.transport())) {
      changes.publishEvent(new AccessLapsed(wanted.id(), by));
    }
    events.changed(replaced, by);
    return replaced;
  }

  private static boolean hasAccessOf(Transport before, Transport after) {
    return before instanceof Transport.StreamableHttp old
        && after instanceof Transport.StreamableHttp now
        && old.url().equals(now.url())
        && isSame(old.oauth(), now.oauth());
  }

  private static boolean isSame(Transport.@Nullable OAuth before, Transport.@Nullable OAuth after) {
    return before != null
        && after != null
        && Objects.equals(before.clientId(), after.clientId())
        && Objects.equals(before.scope(), after.scope());
  }

  /**
   * Has it take calls, or not; what is so already is left as it is.
   *
   * @param by who wants it
   * @throws ProblemException if there is none of that name
   */
  public ServerDefinition set(ServerId id, Availability availability, String by) {
    ServerDefinition server =
        Objects.requireNonNull(transactions.execute(status -> setAlone(id, availability, by)));
    changes.publishEvent(new ServersChanged());
    return server;
  }

  private ServerDefinition setAlone(ServerId id, Availability availability, String by) {
    return servers
        .setAvailability(id, availability, clock.instant())
        .map(
            server -> {
              events.availabilityChanged(server, by);
              return server;
            })
        .or(() -> servers.find(id))
        .orElseThrow(() -> unknown(id));
  }

  /**
   * Has a replica of a remote server take no new calls, or take them again; what is so already is
   * left as it is.
   *
   * @param replica from 1 on, as the transport has them
   * @param by who wants it
   * @throws ProblemException if there is no such server or replica, or it is the last that is left
   */
  public ServerDefinition drainReplica(ServerId id, int replica, boolean drained, String by) {
    ServerDefinition server =
        Objects.requireNonNull(
            transactions.execute(status -> drainAlone(id, replica, drained, by)));
    changes.publishEvent(new ServersChanged());
    return server;
  }

  private ServerDefinition drainAlone(ServerId id, int replica, boolean drained, String by) {
    ServerDefinition server = servers.findAlone(id).orElseThrow(() -> unknown(id));
    int replicas =
        server.transport() instanceof Transport.StreamableHttp http ? http.endpoints().size() : 1;
    if (replica < 1 || replica > replicas) {
      throw new ProblemException(
          McpProblem.UNKNOWN_SERVER, "\"%s\" has no replica %d".formatted(id, replica));
    }
    Set<Integer> all = new TreeSet<>(server.drainedReplicas());
    if (!(drained ? all.add(replica) : all.remove(replica))) {
      return server;
    }
    if (all.size() == replicas) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "It is the last that takes calls; drain the server instead");
    }
    servers.setDrained(id, all);
    events.replicasChanged(id, all, by);
    return servers.find(id).orElseThrow(() -> unknown(id));
  }

  private static ProblemException unknown(ServerId id) {
    return new ProblemException(
        McpProblem.UNKNOWN_SERVER, "No server is called \"%s\"".formatted(id));
  }
}
