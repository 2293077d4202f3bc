/**
 * JSON-RPC 2.0 over one connection: calls multiplexed by id, exact deadlines, typed outcomes; of
 * MCP it knows only how calls are cancelled and how they report progress.
 */
@NullMarked
package dev.signalbox.mcppool.rpc;

import org.jspecify.annotations.NullMarked;
