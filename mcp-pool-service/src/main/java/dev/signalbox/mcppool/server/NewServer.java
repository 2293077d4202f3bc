package dev.signalbox.mcppool.server;

import org.jspecify.annotations.Nullable;

/**
 * A server to register.
 *
 * @param document of a REST API: its OpenAPI document, JSON
 */
public record NewServer(
    ServerId id,
    @Nullable String description,
    Transport transport,
    PoolSettings pool,
    @Nullable String document) {

  /** A server that needs no document. */
  public NewServer(
      ServerId id, @Nullable String description, Transport transport, PoolSettings pool) {
    this(id, description, transport, pool, null);
  }

  NewServer with(Transport other) {
    return new NewServer(id, description, other, pool, document);
  }
}
