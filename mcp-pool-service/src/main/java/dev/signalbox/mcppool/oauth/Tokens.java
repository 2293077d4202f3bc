package dev.signalbox.mcppool.oauth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an authorization server gave.
 *
 * @param refresh null if access ends with the access token
 * @param goodUntil null if nobody says
 */
record Tokens(String access, @Nullable String refresh, @Nullable Instant goodUntil, String scope) {
  @Override
  public String toString() {
    return "***";
  }
}
