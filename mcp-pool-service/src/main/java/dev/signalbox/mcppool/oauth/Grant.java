package dev.signalbox.mcppool.oauth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Access to a server, as it was granted.
 *
 * @param version counts the tokens: another one has other tokens
 * @param problem why it is of no more use; null if it is
 */
public record Grant(
    String issuer,
    long version,
    @Nullable Instant goodUntil,
    boolean renewable,
    String scope,
    @Nullable String problem,
    Instant grantedAt,
    String grantedBy) {}
