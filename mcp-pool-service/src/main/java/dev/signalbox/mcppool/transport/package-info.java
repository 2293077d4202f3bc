/** The ways a JSON-RPC message reaches an MCP server: lines over pipes, and streamable HTTP. */
@NullMarked
package dev.signalbox.mcppool.transport;

import org.jspecify.annotations.NullMarked;
