/** Servers as editors keep them in their {@code mcp.json}. */
@NullMarked
package dev.signalbox.mcppool.importing;

import org.jspecify.annotations.NullMarked;
