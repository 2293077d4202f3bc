package dev.signalbox.mcppool.server;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registered server.
 *
 * @param version never used twice, so that a server registered anew or changed is told from the one
 *     before
 * @param changedAt when it was last changed, if it was
 * @param drainedReplicas those that take no new calls, from 1 on
 */
public record ServerDefinition(
    ServerId id,
    long version,
    @Nullable String description,
    Transport transport,
    PoolSettings pool,
    Instant registeredAt,
    String registeredBy,
    Availability availability,
    @Nullable Instant changedAt,
    Set<Integer> drainedReplicas) {
  public ServerDefinition {
    drainedReplicas = Set.copyOf(drainedReplicas);
  }
}
