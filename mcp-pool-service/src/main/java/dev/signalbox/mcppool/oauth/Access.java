package dev.signalbox.mcppool.oauth;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where tokens for a resource are given, and to whom.
 *
 * @param revocationEndpoint where they are given back (RFC 7009); null if they cannot be
 */
record Access(
    String issuer,
    URI tokenEndpoint,
    @Nullable URI revocationEndpoint,
    String resource,
    Client client) {}
