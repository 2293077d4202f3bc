package dev.signalbox.mcppool.server;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.problem.McpProblem;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/** Registers servers. One is reached for the first time when it is first used. */
public class RegisterServer {
  private final Servers servers;
  private final TransportCheck check;
  private final ServerCredentials credentials;
  private final ServerEvents events;
  private final TransactionOperations transactions;
  private final ApplicationEventPublisher changes;
  private final Clock clock;
  private final int maxServers;

  RegisterServer(
      Servers servers,
      TransportCheck check,
      ServerCredentials credentials,
      ServerEvents events,
      TransactionOperations transactions,
      ApplicationEventPublisher changes,
      Clock clock,
      int maxServers) {
    this.servers = servers;
    this.check = check;
    this.credentials = credentials;
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
  public ServerDefinition register(NewServer server, String by) {
    return registerAll(List.of(server), by).getFirst();
  }

  /**
   * Registers them, all or none.
   *
   * @param by who wants them
   * @throws ProblemException if one is not valid, not allowed here, or one too many
   */
  public List<ServerDefinition> registerAll(List<NewServer> wanted, String by) {
    List<NewServer> checked = wanted.stream().map(this::checked).toList();
    List<ServerDefinition> registered =
        Objects.requireNonNull(transactions.execute(status -> add(checked, by)));
    changes.publishEvent(new ServersChanged());
    return registered;
  }

  /**
   * The server as it may be kept, if only its name is free.
   *
   * @throws ProblemException if it is not valid, or not allowed here
   */
  public NewServer checked(NewServer server) {
    check.check(server.transport());
    PoolSettings unused = server.pool().checked();
    return server.with(credentials.seal(server.id(), server.transport()));
  }

  /** How many servers more may be registered. */
  public int room() {
    return Math.max(0, maxServers - servers.versions().size());
  }

  private List<ServerDefinition> add(List<NewServer> wanted, String by) {
    if (servers.countAlone() + wanted.size() > maxServers) {
      throw new ProblemException(
          McpProblem.TOO_MANY_SERVERS,
          "There may be %d servers, as many as signalbox.mcp.max-servers allows"
              .formatted(maxServers));
    }
    return wanted.stream().map(server -> add(server, by)).toList();
  }

  private ServerDefinition add(NewServer wanted, String by) {
    ServerDefinition server =
        servers
            .add(wanted, clock.instant(), by)
            .orElseThrow(
                () ->
                    new ProblemException(
                        McpProblem.SERVER_EXISTS,
                        "Remove \"%s\" first, or take another name".formatted(wanted.id())));
    events.registered(server);
    return server;
  }
}
