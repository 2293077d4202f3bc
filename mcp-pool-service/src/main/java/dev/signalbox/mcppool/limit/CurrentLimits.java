package dev.signalbox.mcppool.limit;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.problem.McpProblem;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Holds calls to their limits. Tools without one cost nothing: which have some is known here. While
 * the database is away calls are not counted, as they would all have to be refused otherwise.
 */
public final class CurrentLimits {
  private static final Logger LOG = LoggerFactory.getLogger(CurrentLimits.class);

  private final ToolLimits limits;
  private volatile Map<Key, ToolLimit> known = Map.of();

  private record Key(ServerId server, String tool) {}

  CurrentLimits(ToolLimits limits) {
    this.limits = limits;
  }

  public Optional<ToolLimit> of(ServerId server, String tool) {
    return Optional.ofNullable(known.get(new Key(server, tool)));
  }

  /**
   * Counts a call.
   *
   * @throws ProblemException if it is one too many
   */
  public void admit(ToolLimit limit) {
    if (limit.callsPerMinute() == null) {
      return;
    }
    Optional<Duration> wait;
    try {
      wait = limits.count(limit.server(), limit.tool());
    } catch (DataAccessException away) {
      LOG.warn("A call of {} of {} is not counted", limit.tool(), limit.server(), away);
      return;
    }
    if (wait.isPresent()) {
      throw new ProblemException(
              McpProblem.TOOL_RATE_LIMITED,
              "\"%s\" of \"%s\" may be called %d times a minute; try again in %d s"
                  .formatted(
                      limit.tool(),
                      limit.server(),
                      limit.callsPerMinute(),
                      wait.get().toSeconds() + 1))
          .with("retry_after_ms", wait.get().toMillis());
    }
  }

  /** Reads which limits there are; they stay as they are while the database is away. */
  void refresh() {
    try {
      Map<Key, ToolLimit> read = new HashMap<>();
      limits.all().forEach(limit -> read.put(new Key(limit.server(), limit.tool()), limit));
      known = Map.copyOf(read);
    } catch (DataAccessException away) {
      LOG.debug("The limits cannot be read", away);
    }
  }
}
