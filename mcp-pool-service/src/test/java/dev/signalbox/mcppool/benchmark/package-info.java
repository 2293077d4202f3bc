/** What the MCP benchmark reckons with; what it measures is in {@code src/benchmark}. */
@NullMarked
package dev.signalbox.mcppool.benchmark;

import org.jspecify.annotations.NullMarked;
