package dev.signalbox.mcppool.oauth;

import dev.signalbox.mcppool.server.ServerId;

/** The access tokens of all servers. */
public interface AccessTokens {
  AccessTokenSource of(ServerId server);
}
