package dev.signalbox.mcppool.call;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.connection.Tool;
import dev.signalbox.mcppool.connection.ToolListing;
import dev.signalbox.mcppool.pool.LeaseHolder;
import dev.signalbox.mcppool.pool.PoolOutcome;
import dev.signalbox.mcppool.pool.PooledServer;
import dev.signalbox.mcppool.pool.Pools;
import dev.signalbox.mcppool.problem.McpProblem;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The tools a server offers. */
@Component
public class ToolsOfServer {
  private final Pools pools;

  ToolsOfServer(Pools pools) {
    this.pools = pools;
  }

  /**
   * Lists them: from memory while the server lets it, and also while the server cannot be asked.
   *
   * @throws ProblemException if there is no such server, or it never told
   */
  public OfferedTools list(ServerId id, LeaseHolder holder, Duration timeout) {
    Target target = target(id, holder, TimeLeft.of(timeout));
    Optional<ToolListing.Listed> fresh = target.server().tools().fresh();
    if (fresh.isPresent()) {
      return new OfferedTools(fresh.get().tools(), null);
    }
    try {
      return new OfferedTools(read(target).tools(), null);
    } catch (ProblemException failure) {
      ToolListing.Listed known = target.server().tools().lastKnown().orElseThrow(() -> failure);
      return new OfferedTools(known.tools(), failure.detail());
    }
  }

  /** The server to call. */
  Target target(ServerId id, LeaseHolder holder, TimeLeft left) {
    PooledServer server =
        pools
            .find(id)
            .orElseThrow(
                () ->
                    new ProblemException(
                        McpProblem.UNKNOWN_SERVER, "No server is called \"%s\"".formatted(id)));
    return new Target(id, server, holder, left);
  }

  /** The tool, if its server has it as far as is known. */
  Optional<Tool> find(Target target, String name) {
    Optional<Tool> known = target.server().tools().unchanged().flatMap(list -> list.find(name));
    if (known.isPresent() || target.server().tools().fresh().isPresent()) {
      return known;
    }
    try {
      return findAnew(target, name);
    } catch (ProblemException failure) {
      Optional<Tool> before = target.server().tools().lastKnown().flatMap(list -> list.find(name));
      if (before.isEmpty()) {
        throw failure;
      }
      return before;
    }
  }

  /** The tool as its server has it now. */
  Optional<Tool> findAnew(Target target, String name) {
    return read(target).find(name);
  }

  private static ToolListing.Listed read(Target target) {
    PoolOutcome outcome =
        target.use(
            connection -> target.server().tools().read(connection, target.left().now()).outcome());
    if (outcome instanceof PoolOutcome.Used(RpcOutcome.Answered answered)) {
      return target.server().tools().lastKnown().orElseThrow();
    }
    throw Failures.of(target.id(), outcome);
  }
}
