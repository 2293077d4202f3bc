/**
 * One MCP server to agents, in either era of the protocol: the tools of all servers that the caller
 * may use, called over the pools.
 */
@NullMarked
package dev.signalbox.mcppool.face;

import org.jspecify.annotations.NullMarked;
