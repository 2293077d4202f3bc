/** The ways a JSON-RPC message reaches an MCP server: lines over pipes, and both kinds of HTTP. */
@NullMarked
package dev.signalbox.mcppool.transport;

import org.jspecify.annotations.NullMarked;
