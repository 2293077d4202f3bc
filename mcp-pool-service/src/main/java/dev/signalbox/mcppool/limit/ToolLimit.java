package dev.signalbox.mcppool.limit;

import dev.signalbox.kit.money.Usd;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a tool, and what it costs.
 *
 * @param callsPerMinute by everybody together, over all replicas; null for any number
 * @param timeout of a call; null for as long as its request has
 * @param costPerCall of a call that its server answered; null if that is not known
 */
public record ToolLimit(
    ServerId server,
    String tool,
    @Nullable Integer callsPerMinute,
    @Nullable Duration timeout,
    @Nullable Usd costPerCall) {

  /** What a call that was given this time has. */
  public Duration within(Duration given) {
    return timeout == null || given.compareTo(timeout) <= 0 ? given : timeout;
  }
}
