package dev.signalbox.mcppool.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registered server.
 *
 * @param version never used twice, so that a server registered anew is told from the one before
 */
public record ServerDefinition(
    ServerId id,
    long version,
    @Nullable String description,
    Transport transport,
    PoolSettings pool,
    Instant registeredAt,
    String registeredBy) {}
