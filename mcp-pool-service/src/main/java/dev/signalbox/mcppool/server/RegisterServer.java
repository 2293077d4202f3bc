package dev.signalbox.mcppool.server;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.problem.McpProblem;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/** Registers a server. It is reached for the first time when it is first used. */
public class RegisterServer {
  private final Servers servers;
  private final TransportCheck check;
  private final ServerEvents events;
  private final TransactionOperations transactions;
  private final ApplicationEventPublisher changes;
  private final Clock clock;
  private final int maxServers;

  RegisterServer(
      Servers servers,
      TransportCheck check,
      ServerEvents events,
      TransactionOperations transactions,
      ApplicationEventPublisher changes,
      Clock clock,
      int maxServers) {
    this.servers = servers;
    this.check = check;
    this.events = events;
    this.transactions = transactions;
    this.changes = changes;
    this.clock = clock;
    this.maxServers = maxServers;
  }

  /**
   * Registers it.
   *
   * @param by who wants it
   * @throws ProblemException if it is not valid, not allowed here, or one too many
   */
  public ServerDefinition register(
      ServerId id,
      @Nullable String description,
      Transport transport,
      PoolSettings pool,
      String by) {
    check.check(transport);
    PoolSettings checked = pool.checked();
    ServerDefinition server =
        Objects.requireNonNull(
            transactions.execute(status -> add(id, description, transport, checked, by)));
    changes.publishEvent(new ServersChanged());
    return server;
  }

  private ServerDefinition add(
      ServerId id,
      @Nullable String description,
      Transport transport,
      PoolSettings pool,
      String by) {
    if (servers.countAlone() >= maxServers) {
      throw new ProblemException(
          McpProblem.TOO_MANY_SERVERS,
          "There are %d servers, as many as signalbox.mcp.max-servers allows"
              .formatted(maxServers));
    }
    ServerDefinition server =
        servers
            .add(id, description, transport, pool, clock.instant(), by)
            .orElseThrow(
                () ->
                    new ProblemException(
                        McpProblem.SERVER_EXISTS,
                        "Remove \"%s\" first, or take another name".formatted(id)));
    events.registered(server);
    return server;
  }
}
