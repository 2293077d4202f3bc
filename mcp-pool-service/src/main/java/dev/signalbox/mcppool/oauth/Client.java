package dev.signalbox.mcppool.oauth;

import org.jspecify.annotations.Nullable;

/**
 * What this service is to an authorization server.
 *
 * @param secret null for a public client
 * @param basic whether the secret goes into a header (RFC 6749, 2.3.1), not into the body
 */
record Client(String id, @Nullable String secret, boolean basic) {
  @Override
  public String toString() {
    return id;
  }
}
