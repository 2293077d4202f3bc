package dev.signalbox.kit.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a request comes from, as the gateway vouches for it.
 *
 * @param subject the key's or the client's identifier
 * @param agents the agents the caller is confined to; null if it may use all
 */
public record Caller(
    String subject,
    @Nullable String keyId,
    @Nullable String user,
    @Nullable String team,
    Set<Role> roles,
    @Nullable Set<String> agents) {
  public Caller {
    roles = Set.copyOf(roles);
    agents = agents == null ? null : Set.copyOf(agents);
  }

  /**
   * The caller of the request that this thread serves.
   *
   * @throws IllegalStateException if the thread serves no authenticated request
   */
  public static Caller current() {
    return CurrentCaller.required();
  }

  /** Whether one of the caller's roles includes this one. */
  public boolean has(Role role) {
    return roles.stream().anyMatch(mine -> mine.includes(role));
  }

  public boolean mayUse(String agentId) {
    return agents == null || agents.contains(agentId);
  }
}
