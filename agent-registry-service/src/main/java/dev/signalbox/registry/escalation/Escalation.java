package dev.signalbox.registry.escalation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An agent does not come back.
 *
 * @param isolatedAt since when it gets no work
 * @param attempts how often it came back and failed again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Escalation(
    String agentId,
    String name,
    @Nullable String owner,
    @Nullable String reason,
    Instant isolatedAt,
    int attempts) {}
