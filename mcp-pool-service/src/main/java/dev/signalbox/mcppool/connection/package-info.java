/**
 * One warm MCP connection per server: handshake, re-establishing, crash loops, the tools it offers.
 */
@NullMarked
package dev.signalbox.mcppool.connection;

import org.jspecify.annotations.NullMarked;
