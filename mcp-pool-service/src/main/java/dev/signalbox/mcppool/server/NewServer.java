package dev.signalbox.mcppool.server;

import org.jspecify.annotations.Nullable;

/** A server to register. */
public record NewServer(
    ServerId id, @Nullable String description, Transport transport, PoolSettings pool) {
  NewServer with(Transport other) {
    return new NewServer(id, description, other, pool);
  }
}
