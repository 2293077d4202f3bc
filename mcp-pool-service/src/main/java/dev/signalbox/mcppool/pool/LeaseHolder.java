package dev.signalbox.mcppool.pool;

import dev.signalbox.kit.security.Caller;

/**
 * For whom a connection is kept: one person with one key, as the gateway vouches for them. Where
 * connections are shared, it does not matter.
 */
public record LeaseHolder(String value) {
  public static LeaseHolder of(Caller caller) {
    return new LeaseHolder("%s/%s".formatted(caller.subject(), caller.user()));
  }
}
