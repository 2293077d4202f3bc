package dev.signalbox.mcppool.connection;

import java.time.Duration;

/** Makes new connections to one server. */
interface Connector {

  /**
   * Connects and shakes hands. What is begun when it fails is cleaned up.
   *
   * @throws ConnectFailed with a reason for people
   */
  McpConnection connect(Duration timeout) throws ConnectFailed;
}
