package dev.signalbox.mcppool.server;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.problem.McpProblem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Removes a server, and with it this replica's connection; the others notice a moment later. */
@Component
public class RemoveServer {
  private final Servers servers;
  private final ServerEvents events;
  private final TransactionOperations transactions;
  private final ApplicationEventPublisher changes;

  RemoveServer(
      Servers servers,
      ServerEvents events,
      TransactionOperations transactions,
      ApplicationEventPublisher changes) {
    this.servers = servers;
    this.events = events;
    this.transactions = transactions;
    this.changes = changes;
  }

  /**
   * Removes it.
   *
   * @param by who wants it
   * @throws ProblemException if there is none of that name
   */
  public void remove(ServerId id, String by) {
    transactions.executeWithoutResult(
        status -> {
          changes.publishEvent(new AccessLapsed(id, by));
          if (!servers.remove(id)) {
            throw new ProblemException(
                McpProblem.UNKNOWN_SERVER, "No server is called \"%s\"".formatted(id));
          }
          events.removed(id, by);
        });
    changes.publishEvent(new ServersChanged());
  }
}
