package dev.signalbox.mcppool.connection;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.problem.McpProblem;
import dev.signalbox.mcppool.server.ServerDefinition;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Connects to a server once, beside its pool, and ends the connection again. */
@Component
public class TryServer {
  private static final int MOST_AT_ONCE = 4;

  private final ConnectionFactory connections;
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);

  TryServer(ConnectionFactory connections) {
    this.connections = connections;
  }

  /**
   * Tries it; nothing is left of it afterwards.
   *
   * @throws ProblemException if too many are tried at once
   */
  public Trial run(ServerDefinition server, Duration timeout) {
    if (!room.tryAcquire()) {
      throw new ProblemException(
          McpProblem.SERVER_BUSY,
          "%d servers are tried already; try again later".formatted(MOST_AT_ONCE));
    }
    try {
      return connections.accessTo(server).tryOut(timeout);
    } finally {
      room.release();
    }
  }
}
