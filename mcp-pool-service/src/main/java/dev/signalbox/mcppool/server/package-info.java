/** The MCP servers that are registered, and how to reach them. */
@NullMarked
package dev.signalbox.mcppool.server;

import org.jspecify.annotations.NullMarked;
