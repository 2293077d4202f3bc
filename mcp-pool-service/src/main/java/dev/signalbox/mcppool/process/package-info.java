/** MCP servers as supervised trees of processes of which nothing outlives its owner. */
@NullMarked
package dev.signalbox.mcppool.process;

import org.jspecify.annotations.NullMarked;
