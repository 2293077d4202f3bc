package dev.signalbox.mcppool.web;

import dev.signalbox.mcppool.pool.PoolHealth;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.Sharing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How one server's connections fare at the replica that answers.
 *
 * @param status healthy, degraded, unhealthy or idle
 * @param reason why it is not healthy
 * @param max connections at once
 * @param waiting callers that wait for a connection
 * @param draining calls in flight over connections that get no new ones
 */
record HealthView(
    String serverId,
    String status,
    @Nullable String reason,
    Sharing sharing,
    int max,
    int waiting,
    int inFlight,
    int draining,
    List<ConnectionView> connections) {

  /**
   * One connection.
   *
   * @param replica of the server it leads to, from 1 on
   * @param drained whether that gets no new calls; its calls in flight are still to end
   * @param state connecting, ready, degraded, crash_looping or stopped
   * @param breaker closed, open or half_open
   * @param latencyMs what calls took of late; 0 if that is not known
   * @param lastFailure of a call over it, if there was one
   */
  record ConnectionView(
      int number,
      int replica,
      boolean drained,
      String state,
      @Nullable String reason,
      Instant stateSince,
      String breaker,
      int inFlight,
      double latencyMs,
      @Nullable String lastFailure) {
    private static ConnectionView of(PoolHealth.MemberHealth member) {
      return new ConnectionView(
          member.number(),
          member.replica(),
          member.drained(),
          lower(member.state().status()),
          member.state().reason(),
          member.state().since(),
          lower(member.breaker()),
          member.inFlight(),
          Math.round(member.latencyMillis() * 1000) / 1000.0,
          member.lastFailure());
    }
  }

  static HealthView of(ServerId id, PoolHealth health, int draining) {
    return new HealthView(
        id.value(),
        lower(health.verdict()),
        health.reason(),
        health.sharing(),
        health.max(),
        health.waiting(),
        health.members().stream().mapToInt(PoolHealth.MemberHealth::inFlight).sum(),
        draining,
        health.members().stream().map(ConnectionView::of).toList());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
