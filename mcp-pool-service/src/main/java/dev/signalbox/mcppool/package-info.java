/** Keeps connections to MCP servers warm and healthy and calls their tools. */
@NullMarked
package dev.signalbox.mcppool;

import org.jspecify.annotations.NullMarked;
