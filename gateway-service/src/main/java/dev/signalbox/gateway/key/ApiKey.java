package dev.signalbox.gateway.key;

import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.Role;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An API key without its secret.
 *
 * @param hint the end of the secret, for its owner to recognise it by
 * @param agents the agents it is confined to; null if it may use all
 * @param createdBy the key that created it; null for the bootstrap key
 */
record ApiKey(
    String id,
    String name,
    String hint,
    Role role,
    @Nullable String user,
    @Nullable String team,
    @Nullable Set<String> agents,
    Instant createdAt,
    @Nullable String createdBy,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt) {
  ApiKey {
    agents = agents == null ? null : new TreeSet<>(agents);
  }

  Caller caller() {
    return new Caller(id, id, user, team, Set.of(role), agents);
  }
}
