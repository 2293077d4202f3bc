package dev.signalbox.registry.recovery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an agent that failed has come back.
 *
 * @param isolatedAt when it was taken out of work, the last time
 * @param attempts how often it was tried again
 * @param stageSince since when it has its present share of work; null while it is isolated
 * @param escalatedAt when operators were told; null if they were not
 */
public record Recovery(
    Instant isolatedAt,
    int attempts,
    @Nullable Instant stageSince,
    @Nullable Instant escalatedAt) {}
