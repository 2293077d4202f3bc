package dev.signalbox.mcppool.limit;

import dev.signalbox.kit.money.Usd;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.problem.McpProblem;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.Servers;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Sets and lifts limits. Other replicas follow a moment later. */
@Component
public class ChangeToolLimits {
  private static final int MOST_PER_SERVER = 200;
  private static final int MOST_CALLS = 1_000_000;
  private static final int LONGEST_NAME = 128;
  private static final int MOST_DECIMALS = 10;
  private static final Usd HIGHEST_COST = Usd.of("1000000");
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Servers servers;
  private final ToolLimits limits;
  private final CurrentLimits current;
  private final TransactionOperations transactions;

  ChangeToolLimits(
      Servers servers,
      ToolLimits limits,
      CurrentLimits current,
      TransactionOperations transactions) {
    this.servers = servers;
    this.limits = limits;
    this.current = current;
    this.transactions = transactions;
  }

  /**
   * Sets it; the tool need not be there yet.
   *
   * @throws ProblemException if it makes no sense, or there is no such server
   */
  public void set(ToolLimit limit) {
    require(limit.tool().length() <= LONGEST_NAME, "tool", "has at most 128 characters");
    require(
        limit.callsPerMinute() != null || limit.timeout() != null || limit.costPerCall() != null,
        "calls_per_minute",
        "or timeout_ms or usd_per_call is required");
    require(
        limit.costPerCall() == null || isPrice(limit.costPerCall()),
        "usd_per_call",
        "is 0 to 1000000, of at most 10 decimals");
    require(
        limit.callsPerMinute() == null
            || (limit.callsPerMinute() >= 1 && limit.callsPerMinute() <= MOST_CALLS),
        "calls_per_minute",
        "is 1 to " + MOST_CALLS);
    require(
        limit.timeout() == null
            || (limit.timeout().isPositive() && limit.timeout().compareTo(LONGEST) <= 0),
        "timeout_ms",
        "is 1 to " + LONGEST.toMillis());
    transactions.executeWithoutResult(
        status -> {
          if (servers.find(limit.server()).isEmpty()) {
            throw unknown(limit.server());
          }
          require(
              limits.hasRoom(limit.server(), limit.tool(), MOST_PER_SERVER),
              "tool",
              "is one too many: a server has at most %d limits".formatted(MOST_PER_SERVER));
          limits.set(limit);
        });
    current.refresh();
  }

  /** Lifts it, if there is one. */
  public void lift(ServerId server, String tool) {
    if (limits.remove(server, tool)) {
      current.refresh();
    }
  }

  private static boolean isPrice(Usd cost) {
    return !cost.isNegative()
        && cost.compareTo(HIGHEST_COST) <= 0
        && cost.amount().scale() <= MOST_DECIMALS;
  }

  private static ProblemException unknown(ServerId id) {
    return new ProblemException(
        McpProblem.UNKNOWN_SERVER, "No server is called \"%s\"".formatted(id));
  }

  private static void require(boolean holds, String field, String rule) {
    if (!holds) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "The limit is not valid")
          .withError(field, rule);
    }
  }
}
