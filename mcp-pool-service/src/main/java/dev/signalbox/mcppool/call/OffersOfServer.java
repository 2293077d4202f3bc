package dev.signalbox.mcppool.call;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.connection.Offer;
import dev.signalbox.mcppool.connection.OfferList;
import dev.signalbox.mcppool.pool.LeaseHolder;
import dev.signalbox.mcppool.pool.PoolOutcome;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The resources and prompts a server offers. */
@Component
public class OffersOfServer {
  private final ToolsOfServer servers;

  /**
   * One list.
   *
   * @param degraded why it could not be read now and is the one known before; null if it is as it
   *     should be
   */
  public record Offered(List<JsonNode> entries, @Nullable String degraded) {}

  OffersOfServer(ToolsOfServer servers) {
    this.servers = servers;
  }

  /**
   * Lists them: from memory while the server lets it, and also while the server cannot be asked.
   *
   * @throws ProblemException if there is no such server, or it never told
   */
  public Offered list(ServerId id, Offer offer, LeaseHolder holder, Duration timeout) {
    Target target = servers.target(id, holder, TimeLeft.of(timeout));
    OfferList list = target.server().lists().of(offer);
    Optional<List<JsonNode>> fresh = list.fresh();
    if (fresh.isPresent()) {
      return new Offered(fresh.get(), null);
    }
    PoolOutcome outcome = target.use(connection -> list.read(connection, target.left().now()));
    if (outcome instanceof PoolOutcome.Used(RpcOutcome.Answered answered)) {
      return new Offered(list.lastKnown().orElseThrow(), null);
    }
    ProblemException failure = Failures.of(id, outcome);
    return new Offered(list.lastKnown().orElseThrow(() -> failure), failure.detail());
  }
}
